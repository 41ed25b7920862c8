"""Where people are many, pages count them no further than anybody reads (P11)."""

from sqlalchemy import insert, select

from billing.people.contact import Contact
from billing.people.portal_user import PortalUser
from config.database import db
from tenants.role import Role
from tenants.staff import Staff
from tests.setup.pages import messages, text

ADDRESSES = [f"many-{number}@example.com" for number in range(1001)]


def enter(cast, record, rows):
    with cast.within():
        db.session.execute(insert(record), [{"tenant_id": cast.acme, **row} for row in rows])
        db.session.commit()


def test_more_colleagues_of_a_role_than_are_counted(cast, stan):
    with cast.within():
        role_id = db.session.scalar(select(Role.role_id).where(Role.name == "Viewer"))
    enter(cast, Staff, [{"email": each, "name": "Many", "role_id": role_id}
                        for each in ADDRESSES])
    assert 'data-l="People">1,000+</td>' in text(stan.get("/setup/roles"))
    removal, told = f"/setup/roles/{role_id}/delete", "1,000+ people have this role."
    assert told in text(stan.get(removal))
    assert told in messages(stan, stan.post(removal))[0]


def test_more_people_lose_access_than_are_counted(cast, stan):
    enter(cast, PortalUser, [{"email": each} for each in ADDRESSES])
    with cast.within():
        users = db.session.scalars(
            select(PortalUser.portal_user_id).where(PortalUser.email.in_(ADDRESSES))).all()
        customer_id = db.session.scalar(
            select(Contact.customer_id).where(Contact.portal_user_id == cast.jane))
    enter(cast, Contact, [{"contact_id": f"CT-M{user}", "customer_id": customer_id,
                           "display_name": "Many", "portal_user_id": user, "access": "Enabled"}
                          for user in users])
    asked = text(stan.get("/setup/general-settings/closing"))
    assert "1,000+ people lose access at their next click." in asked
