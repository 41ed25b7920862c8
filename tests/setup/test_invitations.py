"""“Send Portal Invite” and “Re-send Portal Invite”, word by word (A2, A3, A5, A7, D5)."""

import pytest
from sqlalchemy import func, select

from billing.people.portal_link import PortalLink
from config import clock
from config.database import db
from config.redis import connect
from tests.setup.pages import change, change_customer, contact, due, messages, state, text

DORA = "/setup/customers/C-1004"
SENT = "A new Customer Portal invitation has been sent to 'Dora Hill'."
GRANTED = "Portal access has been granted to 'Dora Hill'."


def test_the_row_menu_leads_to_the_dialog(stan):
    assert 'href="/setup/customers/C-1004/invitation"' in text(stan.get("/setup/customers"))
    page = text(stan.get(f"{DORA}/invitation"))
    for shown in ("Invite Customer to Customer Portal", ">SEND<", "Dora Hill",
                  "dora@c-1004.example", "Delta Holding", "data-dialog-body"):
        assert shown in page


def test_the_dialog_changes_nothing(cast, stan):
    for _ in range(2):
        stan.get(f"{DORA}/invitation")
        stan.head(f"{DORA}/invitation")
    assert state(cast, "CT-4") == ("Not invited", False)
    assert due(cast) == []


def test_sending_invites_the_billing_contact(cast, stan):
    assert messages(stan, stan.post(f"{DORA}/invitation")) == [SENT]
    assert state(cast, "CT-4") == ("Pending", True)
    assert due(cast) == [("portal_invitation", "dora@c-1004.example")]


def test_sending_wakes_a_worker(cast, stan, migrated):
    queue = connect(migrated["REDIS_URL"])
    before = queue.llen("rq:queue:mail")
    stan.post(f"{DORA}/invitation")
    assert queue.llen("rq:queue:mail") == before + 1


def test_one_contact_is_invited_alone(cast, stan):
    answer = stan.post("/setup/customers/C-1001/contacts/CT-9/invitation")
    assert messages(stan, answer) == [
        "A new Customer Portal invitation has been sent to 'Tom Reed'."
    ]
    assert answer.location == "/setup/customers/C-1001"
    assert due(cast) == [("portal_invitation", "tom@atlas.example")]


def test_an_address_with_a_login_gets_access_granted(cast, stan):
    change(cast, "CT-4", email="jane@atlas.example")
    assert messages(stan, stan.post(f"{DORA}/invitation")) == [GRANTED]
    assert state(cast, "CT-4") == ("Enabled", True)
    assert due(cast) == [("access_granted", "jane@atlas.example")]


def test_an_invited_login_reaches_both_customers(cast, stan, jane):
    change(cast, "CT-4", email="jane@atlas.example")
    stan.post(f"{DORA}/invitation")
    assert "Delta Holding" in text(jane.get("/portal/invoices"))


REFUSALS = [
    ({"email": ""}, {}, "'Dora Hill' has no e-mail address. Enter one, then try again."),
    ({"email": "a@x.example,b@x.example"}, {},
     "'Dora Hill' has more than one e-mail address. Keep exactly one."),
    ({"email": "dora"}, {},
     "The e-mail address of 'Dora Hill' is not valid. Correct it, then try again."),
    ({"email": "Dora@x.example"}, {},
     "The e-mail address of 'Dora Hill' must be in lower case letters only."),
    ({"portal_allowed": False}, {},
     "'Dora Hill' may not use the Customer Portal. Allow it for the contact first."),
    ({}, {"delivery_preferences": {"email": False}},
     "Please enable the Email Delivery Preference for this customer."),
    ({}, {"parent_customer": "C-1001", "bill_to_parent": True},
     "'Delta Holding' bills to its parent. Invite the parent 'Atlas Orion' instead."),
    ({}, {"billing_contact_id": None},
     "'Delta Holding' has no billing contact. Choose one, then try again."),
]


@pytest.mark.parametrize(("person", "account", "message"), REFUSALS)
@pytest.mark.parametrize("verb", ["invitation", "grant"])
def test_each_precondition_has_its_own_error(cast, stan, person, account, message, verb):
    change(cast, "CT-4", **person)
    change_customer(cast, "C-1004", **account)
    assert messages(stan, stan.post(f"{DORA}/{verb}")) == [message]
    assert state(cast, "CT-4") == ("Not invited", False)
    assert due(cast) == []


def test_resending_kills_the_older_link(cast, stan):
    stan.post(f"{DORA}/invitation")
    with cast.within():
        secret = db.session.scalar(select(PortalLink)).mint()
        db.session.commit()
    assert "Re-send Portal Invite" in text(stan.get(DORA))
    answer = stan.post(f"{DORA}/contacts/CT-4/resend")
    assert messages(stan, answer) == [SENT]
    with cast.within():
        assert not PortalLink.find(secret, "invitation").usable
        usable = select(func.count()).where(PortalLink.revoked_at.is_(None))
        assert db.session.scalar(usable) == 1
    assert len(due(cast)) == 2


def test_an_expired_invitation_is_sent_again(cast, stan):
    stan.post(f"{DORA}/invitation")
    with clock.travelled(hours=73):
        stan.at_setup(cast.stan)
        assert "expired" in text(stan.get(DORA))
        assert messages(stan, stan.post(f"{DORA}/contacts/CT-4/resend")) == [SENT]
        assert "expired" not in text(stan.get(DORA))


@pytest.mark.parametrize(("customer_id", "contact_id"), [("C-1001", "CT-1"), ("C-1004", "CT-4")])
def test_only_pending_is_resent(cast, stan, customer_id, contact_id):
    address = f"/setup/customers/{customer_id}"
    assert "Re-send Portal Invite" not in text(stan.get(address))
    assert messages(stan, stan.post(f"{address}/contacts/{contact_id}/resend")) == [
        "An invitation can be sent again only while the Portal Status is Pending."
    ]
    assert due(cast) == []


def test_a_contact_of_another_customer_is_not_found(cast, stan):
    for verb in ("invitation", "grant", "resend", "disable", "enable"):
        assert stan.post(f"/setup/customers/C-1004/contacts/CT-1/{verb}").status_code == 404
        assert stan.post(f"/setup/customers/C-7001/contacts/CT-7/{verb}").status_code == 404
    assert state(cast, "CT-1") == ("Enabled", True)
    assert state(cast, "CT-7", cast.initech) == ("Not invited", False)


def test_back_to_the_list_as_it_was_left(stan):
    listed = f"{stan.base}/setup/customers?q=Delta"
    answer = stan.post(f"{DORA}/invitation", headers={"Referer": listed})
    assert answer.location == "/setup/customers?q=Delta"
    evil = {"Referer": "http://evil.example/setup/customers"}
    assert stan.post(f"{DORA}/grant", headers=evil).location == "/setup/customers"


def test_a_login_attached_under_another_address_is_left_alone(cast, stan):
    change(cast, "CT-1", email="new@atlas.example")
    stan.post("/setup/customers/C-1001/invitation")
    with cast.within():
        assert contact("CT-1").portal_user_id is None
    assert due(cast) == [("portal_invitation", "new@atlas.example")]
