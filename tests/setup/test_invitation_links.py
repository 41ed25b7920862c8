"""A link of an invitation that staff sent: how long, how often, for whom (R1, R2, A3, A5)."""

import threading
from datetime import timedelta

import pytest

from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from config import clock
from config.database import db
from tests.setup.pages import change, change_customer, due, state, text

DORA = "/setup/customers/C-1004"
NEW = "twelve brown sparrows"
CALLERS = 20


def minted(cast, purpose="invitation"):
    """The token that the mail of the newest link carries, made now."""
    with cast.within():
        newest = db.select(PortalLink).where(PortalLink.purpose == purpose)
        token = db.session.scalar(newest.order_by(PortalLink.link_id.desc())).mint()
        db.session.commit()
    return f"/portal/registration/{token}" if purpose == "invitation" else token


@pytest.fixture
def invited(cast, stan):
    """The address in the mail that Dora gets when staff press SEND."""
    stan.post(f"{DORA}/invitation")
    return minted(cast)


def register(visitor, address):
    return visitor.post(address, {"password": NEW, "password_again": NEW}).status_code


def ask_anew(visitor, address):
    return visitor.post(address.replace("/registration/", "/links/invitation/"))


@pytest.mark.parametrize(("hours", "seconds", "status"), [(71, 3599, 200), (72, 0, 410)])
def test_it_lasts_72_hours_to_the_second_from_its_mail(cast, stan, visit, hours, seconds, status):
    stan.post(f"{DORA}/invitation")
    start = clock.now().replace(microsecond=0) + timedelta(minutes=5)
    with clock.frozen(start):
        address = minted(cast)
    with clock.frozen(start + timedelta(hours=hours, seconds=seconds)):
        assert visit("acme").get(address).status_code == status
        assert register(visit("acme"), address) == status
    assert (PortalUser.__tablename__ in rows_of_people(cast, "dora")) == (status == 200)


def rows_of_people(cast, word):
    """Which tables of people name somebody so."""
    return {table for table, row in people(cast) if word in row}


def people(cast):
    """All rows that tell who may come in, as they are written."""
    tables = ("contact", "portal_user", "portal_link", "portal_visit", "customer", "mail",
              "audit_entry")
    with cast.within():
        return [(table, row) for table in tables
                for row in db.session.scalars(db.text(f"select t::text from {table} t order by 1"))]


def test_opening_it_ten_times_changes_no_row(cast, invited, visit):
    before = people(cast)
    for _ in range(10):
        assert visit("acme").get(invited).status_code == 200
        assert visit("acme").head(invited).status_code == 200
    assert people(cast) == before
    assert register(visit("acme"), invited) == 200


def test_twenty_callers_use_it_up_once(cast, invited, visit):
    answers, start = [], threading.Barrier(CALLERS)

    def call(visitor):
        start.wait()
        answers.append(register(visitor, invited))

    together(call, [visit("acme") for _ in range(CALLERS)])
    assert sorted(answers) == [200] + [410] * (CALLERS - 1)
    with cast.within():
        made = db.select(db.func.count()).where(PortalUser.email == "dora@c-1004.example")
        assert db.session.scalar(made) == 1
    assert [mail for mail in due(cast) if mail[0] == "email_confirmation"] == [
        ("email_confirmation", "dora@c-1004.example")]


def together(call, visitors):
    threads = [threading.Thread(target=call, args=(each,)) for each in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_resend_kills_the_older_link(cast, stan, visit, invited):
    stan.post(f"{DORA}/contacts/CT-4/resend")
    assert visit("acme").get(invited).status_code == 410
    assert register(visit("acme"), invited) == 410
    assert visit("acme").get(minted(cast)).status_code == 200


def test_one_that_ran_out_brings_one_more_to_the_same_address(cast, visit, invited):
    with clock.travelled(hours=72):
        page = text(visit("acme").get(invited), 410)
        assert "Send a new link to d•••@c-1004.example" in page
        assert "We sent a new link" in text(ask_anew(visit("acme"), invited))
        assert ask_anew(visit("acme"), invited).status_code == 410
        assert due(cast) == [("portal_invitation", "dora@c-1004.example")] * 2
        assert register(visit("acme"), minted(cast)) == 200


def test_twenty_who_ask_anew_get_one_more(cast, visit, invited):
    answers, start = [], threading.Barrier(CALLERS)

    def call(visitor):
        start.wait()
        answers.append(ask_anew(visitor, invited).status_code)

    with clock.travelled(hours=73):
        together(call, [visit("acme") for _ in range(CALLERS)])
    assert sorted(set(answers)) in ([200, 410], [200, 410, 429]) and answers.count(200) == 1
    assert len(due(cast)) == 2


def test_asked_anew_by_who_has_a_login_by_now(cast, visit, invited):
    """The address was confirmed elsewhere meanwhile: it gets “Access Granted” (A5)."""
    with cast.within():
        db.session.add(PortalUser(email="dora@c-1004.example", confirmed_at=clock.now()))
        db.session.commit()
    with clock.travelled(hours=73):
        assert ask_anew(visit("acme"), invited).status_code == 200
    assert state(cast, "CT-4") == ("Enabled", True)
    assert due(cast)[-1] == ("access_granted", "dora@c-1004.example")


RULES = {
    "the delivery preference": ({}, {"delivery_preferences": {"email": False}}),
    "the parent": ({}, {"parent_customer": "C-1001", "bill_to_parent": True}),
    "the account": ({}, {"status": "Inactive"}),
    "the person": ({"portal_allowed": False}, {}),
    "the address": ({"email": "a@x.example,b@x.example"}, {}),
    "lower case": ({"email": "Dora@x.example"}, {}),
    "the gate": ({}, {"portal_enabled": False}),
    "the person's access": ({"access": "Disabled"}, {}),
}


@pytest.mark.parametrize("rule", RULES)
def test_asked_anew_it_obeys_every_rule_of_an_invitation(cast, visit, invited, rule):
    person, account = RULES[rule]
    change_customer(cast, "C-1004", **account)
    change(cast, "CT-4", **person)
    before = state(cast, "CT-4")
    with clock.travelled(hours=73):
        assert ask_anew(visit("acme"), invited).status_code == 410
    assert len(due(cast)) == 1 and state(cast, "CT-4") == before
    with cast.within():
        assert db.session.get(Contact, (cast.acme, "CT-4")).portal_user_id is None
