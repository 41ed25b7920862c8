"""What is taken away is gone at the very next request (A14, A6, A7, D2)."""

import pytest
from sqlalchemy import update

from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.portal_user import PortalUser, PortalVisit
from config import clock
from config.database import db
from tenants import site
from tenants.api_key import ApiKey
from tenants.portal_setup import PortalSetup
from tenants.role import Role
from tenants.staff import Staff, StaffVisit
from tests.api.program import Program
from tests.cast import PASSWORD

PAGES = ("/portal/invoices", "/portal/invoices/INV-1", "/portal/invoices/INV-1.pdf",
         "/portal/payments/new", "/portal/account")
ATLAS, JANE = Customer.customer_id == "C-1001", Contact.contact_id == "CT-1"


def change(record, where, **values):
    return lambda: db.session.execute(update(record).where(where).values(**values))


FOR_JANE = {
    "the contact is disabled": change(Contact, JANE, access="Disabled"),
    "the contact may not use the portal": change(Contact, JANE, portal_allowed=False),
    "the contact loses its login": change(Contact, JANE, portal_user_id=None),
    "the account's gate is closed": change(Customer, ATLAS, portal_enabled=False),
    "the customer is inactive": change(Customer, ATLAS, status="Inactive"),
    "the address is no longer proven": change(
        PortalUser, PortalUser.email == "jane@atlas.example", confirmed_at=None),
    "signed out everywhere": lambda: db.session.execute(db.delete(PortalVisit)),
}


@pytest.fixture
def lone(cast, visit):
    """Jane at Atlas Orion alone, so that no other customer of hers takes over."""
    with cast.within():
        change(Contact, Contact.contact_id == "CT-3", access="Disabled")()
        db.session.commit()
    return visit("acme").at_portal(cast.jane)


def do(cast, act):
    with cast.within():
        act()
        db.session.commit()
    site.forget()


@pytest.mark.parametrize("act", FOR_JANE.values(), ids=FOR_JANE)
def test_a_portal_user_is_out_at_once(cast, lone, act):
    assert lone.get("/portal/invoices").status_code == 200
    do(cast, act)
    for page in PAGES:
        assert lone.get(page).status_code == 302, page
    assert lone.post("/portal/exports?table=invoices").status_code == 302


def test_one_customer_of_two_is_out_of_reach_at_once(cast, jane):
    assert "INV-2" in jane.get("/portal/invoices").text
    do(cast, FOR_JANE["the account's gate is closed"])
    page = jane.get("/portal/invoices")
    assert page.status_code == 200 and "INV-2" not in page.text
    assert jane.get("/portal/invoices/INV-1").status_code == 404
    assert jane.post("/portal/company", {"customer_id": "C-1001"}).status_code == 404


def test_a_portal_that_is_off_is_off_for_who_is_in(cast, jane):
    def off():
        db.session.get(PortalSetup, cast.acme).enabled = False

    do(cast, off)
    for page in PAGES:
        assert jane.get(page).status_code == 404


def test_a_tab_that_is_off_answers_nothing(cast, jane):
    def off():
        db.session.get(PortalSetup, cast.acme).tabs = ["payments"]

    do(cast, off)
    for page in ("/portal/invoices", "/portal/invoices/INV-1", "/portal/invoices/INV-1.pdf"):
        assert jane.get(page).status_code == 404
    assert jane.post("/portal/exports?table=invoices").status_code == 404


def test_a_new_password_ends_the_other_visits(cast, jane, visit):
    elsewhere = visit("acme").at_portal(cast.jane)
    new = "a new and rather long password"
    jane.post("/portal/account/password", {"old_password": PASSWORD, "new_password": new})
    assert jane.get("/portal/invoices").status_code == 200
    assert elsewhere.get("/portal/invoices").status_code == 302


FOR_STAN = {
    "no longer active": (change(Staff, Staff.name == "Stan Baker", active=False), 302),
    "a role without rights": (change(Role, Role.name == "Administrator", rights={}), 403),
    "signed out everywhere": (lambda: db.session.execute(db.delete(StaffVisit)), 302),
    "a new password": (lambda: db.session.scalars(
        db.select(Staff).where(Staff.name == "Stan Baker")).one().set_password("a" * 20), 302),
}


@pytest.mark.parametrize(("act", "status"), FOR_STAN.values(), ids=FOR_STAN)
def test_staff_are_out_at_once(cast, stan, act, status):
    assert stan.get("/setup/customers").status_code == 200
    do(cast, act)
    assert stan.get("/setup/customers").status_code == status
    assert stan.post("/setup/customers/C-1004/invitation").status_code == status


def test_a_revoked_key_is_refused_at_once(cast, app):
    program = Program(app, "acme", "acme-key")
    assert program.get("/invoices").status_code == 200
    do(cast, change(ApiKey, ApiKey.name == "tests", revoked_at=clock.now()))
    assert program.get("/invoices").status_code == 401


@pytest.mark.parametrize(("minutes", "portal", "setup"),
                         [(29, 200, 200), (31, 200, 302), (59, 200, 302), (61, 302, 302)])
def test_idle_visits_run_out(jane, stan, minutes, portal, setup):
    """60 minutes for portal users, 30 for staff (D1)."""
    with clock.travelled(minutes=minutes):
        assert jane.get("/portal/invoices").status_code == portal
        assert stan.get("/setup/customers").status_code == setup


def test_no_visit_outlives_twelve_hours(jane, stan):
    for step in range(1, 26):
        with clock.travelled(minutes=29 * step):
            status = 200 if 29 * step < 12 * 60 else 302
            assert jane.get("/portal/invoices").status_code == status
            assert stan.get("/setup/customers").status_code == status
