"""Staff: invited by mail, given roles, deactivated at once; their own password and sessions."""

import re

import pytest
from sqlalchemy import select

from config import clock
from config.database import db
from mailers.mail import Mail
from tenants.role import Role
from tenants.staff import Staff, StaffVisit
from tenants.staff_link import StaffLink
from tests.setup.pages import due, messages, text
from tests.setup.test_rights import at_setup_with

STAFF = "/setup/staff"
NEW = "three unrelated purple words"
SETUP = [("Setup", action) for action in ("List", "View", "Add", "Edit", "Delete")]


def role_id(cast, name="Viewer"):
    with cast.within():
        return db.session.scalar(select(Role.role_id).where(Role.name == name))


def person(email):
    return db.session.scalar(select(Staff).where(Staff.email == email))


def invite(cast, visitor, email="nina@acme.example", role="Viewer"):
    form = {"name": "Nina New", "email": email, "role_id": role_id(cast, role)}
    return visitor.post(STAFF, form)


def token(cast):
    """What the newest invitation would carry."""
    with cast.within():
        mail = db.session.scalars(
            select(Mail).where(Mail.template == "staff_invitation")
            .order_by(Mail.created_date.desc(), Mail.mail_id.desc())).first()
        link = db.session.scalar(
            select(StaffLink).where(StaffLink.link_id == mail.subject_ids["link_id"]))
        secret = link.mint()
        db.session.commit()
        return secret


def test_an_invited_person_sets_a_password_and_is_in(cast, stan, visit):
    told = messages(stan, invite(cast, stan, " Nina@ACME.example "))
    assert told == ["A link to set a password is on its way to Nina New."]
    assert due(cast) == [("staff_invitation", "nina@acme.example")]
    assert "Invited" in text(stan.get(STAFF))
    nina = visit("acme")
    assert nina.post(f"/setup/password/{token(cast)}", {"password": NEW}).status_code == 302
    answer = nina.post("/setup/login", {"email": "nina@acme.example", "password": NEW})
    assert answer.status_code == 302
    assert nina.get("/setup/customers").status_code == 200


def test_sending_again_kills_the_older_link(cast, stan, visit):
    invite(cast, stan)
    first = token(cast)
    with cast.within():
        nina = person("nina@acme.example").staff_id
    assert "Resend invitation" in text(stan.get(f"{STAFF}/{nina}"))
    stan.post(f"{STAFF}/{nina}/invitation")
    assert len(due(cast)) == 2
    assert visit("acme").get(f"/setup/password/{first}").status_code == 410
    assert visit("acme").get(f"/setup/password/{token(cast)}").status_code == 200


@pytest.mark.parametrize(("email", "why"), [
    ("no address", "Enter a valid e-mail address."),
    ("vera@acme.example", "Somebody with this address is on the list already."),
])
def test_who_cannot_be_invited(cast, stan, email, why):
    page = text(invite(cast, stan, email), 422)
    assert why in page and 'value="Nina New"' in page
    assert due(cast) == []


def test_nobody_invites_somebody_above_themselves(cast, visit):
    clerk = at_setup_with(cast, visit, SETUP)
    page = text(clerk.get(f"{STAFF}/new"))
    assert "Tried Role</option>" in page and "Administrator</option>" not in page
    assert invite(cast, clerk, role="Administrator").status_code == 403
    assert due(cast) == []


def test_nobody_gives_themselves_a_role_above_or_touches_who_has_one(cast, visit):
    clerk = at_setup_with(cast, visit, SETUP)
    with cast.within():
        own = person("tried-role@acme.example").staff_id
    wish = {"role_id": role_id(cast, "Administrator")}
    assert clerk.post(f"{STAFF}/{own}/role", wish).status_code == 403
    for verb in ("role", "deactivation", "invitation", "second-factor/reset"):
        answer = clerk.post(f"{STAFF}/{cast.stan}/{verb}", {"role_id": role_id(cast, "Tried Role")})
        assert answer.status_code == 403, verb
    assert "rights that you do not have" in text(clerk.get(f"{STAFF}/{cast.stan}"))
    with cast.within():
        assert person("stan@acme.example").active


def test_a_new_role_counts_at_the_next_request(cast, stan, visit):
    vera = visit("acme").at_setup(cast.vera)
    assert vera.get(STAFF).status_code == 403
    stan.post(f"{STAFF}/{cast.vera}/role", {"role_id": role_id(cast, "Administrator")})
    assert vera.get(STAFF).status_code == 200


def test_deactivating_ends_visits_and_links_at_once(cast, stan, visit):
    vera = visit("acme").at_setup(cast.vera)
    stan.post(f"{STAFF}/{cast.vera}/invitation")
    link = token(cast)
    assert "signed out everywhere" in text(stan.get(f"{STAFF}/{cast.vera}/deactivation"))
    stan.post(f"{STAFF}/{cast.vera}/deactivation")
    assert vera.get("/setup/customers").location.startswith("/setup/login")
    sign_in = {"email": "vera@acme.example", "password": cast.password}
    assert visit("acme").post("/setup/login", sign_in).status_code == 401
    assert "Deactivated" in text(stan.get(STAFF))
    stan.post(f"{STAFF}/{cast.vera}/reactivation")
    assert vera.get("/setup/customers").status_code == 302
    assert visit("acme").get(f"/setup/password/{link}").status_code == 410
    assert visit("acme").post("/setup/login", sign_in).status_code == 302


def test_the_last_administrator_is_not_deactivated(cast, stan):
    answer = stan.post(f"{STAFF}/{cast.stan}/deactivation")
    assert "Nobody would be left with every right." in messages(stan, answer)[0]
    assert stan.get(STAFF).status_code == 200


def test_a_neighbours_people_are_not_found(cast, stan):
    theirs = f"{STAFF}/{cast.initech_staff}"
    assert stan.get(theirs).status_code == 404
    for verb in ("role", "deactivation", "reactivation", "invitation", "second-factor/reset"):
        assert stan.post(f"{theirs}/{verb}", {"role_id": "1"}).status_code == 404


def change(visitor, old, new=NEW):
    return visitor.post("/setup/profile/password", {"old_password": old, "new_password": new})


def test_ones_own_password(cast, stan, visit):
    elsewhere = visit("acme").at_setup(cast.stan)
    assert "not your old password" in text(change(stan, "wrong"), 422)
    assert "at least 12" in text(change(stan, cast.password, "short"), 422)
    assert change(stan, cast.password).status_code == 302
    assert stan.get("/setup/profile").status_code == 200
    assert elsewhere.get("/setup/profile").status_code == 302
    with cast.within():
        assert person("stan@acme.example").has_password(NEW)


def test_ones_own_sessions_are_listed_and_ended(cast, stan, visit):
    with clock.travelled(minutes=-5):
        other, third = (visit("acme").at_setup(cast.stan) for _ in range(2))
    visit("acme").at_setup(cast.vera)
    page = text(stan.get("/setup/profile/sessions"))
    ends = re.findall(r'action="(/setup/profile/sessions/\d+/end)"', page)
    assert len(ends) == 2 and page.count("This session") == 1
    assert stan.post(ends[0]).status_code == 302
    assert sorted(v.get("/setup/profile").status_code for v in (other, third)) == [200, 302]
    stan.post("/setup/profile/sessions/end")
    assert {v.get("/setup/profile").status_code for v in (other, third)} == {302}
    assert stan.get("/setup/profile").status_code == 200


def test_nobody_ends_anothers_session(cast, stan, visit):
    vera = visit("acme").at_setup(cast.vera)
    with cast.within():
        hers = db.session.scalar(
            select(StaffVisit.visit_id).where(StaffVisit.staff_id == cast.vera))
    assert stan.post(f"/setup/profile/sessions/{hers}/end").status_code == 404
    assert vera.get("/setup/profile").status_code == 200
