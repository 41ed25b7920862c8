"""Each type of message has its cause, its words and its line in the docs (I6)."""

import re
from types import SimpleNamespace

from sqlalchemy import select

from billing.ledger.payment import Payment
from billing.ledger.subscription import Subscription
from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from billing.tables.export import Export
from config.database import db
from config.settings import ROOT
from tenants.staff import Staff
from tenants.webhook_message import WebhookMessage
from tenants.webhook_types import TYPES

PAGE = (ROOT / "docs/webhooks.md").read_text()


def one(record, **by):
    return db.session.scalars(select(record).filter_by(**by)).first()


def pay():
    common = {"customer_id": "C-1001", "currency": "JPY", "payment_amount": 500,
              "payment_date": one(Payment).payment_date}
    payment = Payment(payment_id="P-1", status="Processing", **common)
    db.session.add_all([payment, Payment(payment_id="P-2", status="Declined", **common)])
    yield
    payment.status = "Processed"
    yield
    for amount in (200, 0):
        payment.refunded_amount = amount
        yield
    for status in ("Charged Back", "Voided"):
        payment.status = status
        yield
    payment.notes = "nothing to tell"
    yield


def let_in():
    contact = one(Contact, contact_id="CT-9")
    PortalLink.issue("invitation", contact=contact)
    for access in ("Pending", "Enabled", "Disabled"):
        contact.access = access
        yield


def export():
    for end in ("completed", "failed"):
        asked = Export(customer_id="C-1001", portal_user_id=one(PortalUser).portal_user_id,
                       table_key="usages", due_at=None)
        db.session.add(asked)
        yield
        asked.state = end
        yield


def ask():
    of = one(Subscription, customer_id="C-1001")
    by = SimpleNamespace(portal_user_id=one(PortalUser).portal_user_id, contact_name="Jane")
    staff = one(Staff, name="Stan Baker")
    for quantity, decide in (
        ("12", lambda asked: asked.accept(staff, asked.stamp)),
        ("13", lambda asked: asked.decline(staff, "Not now")),
        ("14", lambda asked: asked.close("Withdrawn")),
    ):
        asked = ChangeRequest.ask("Quantity", of, {of.lines[0].subscription_line_id: quantity}, by)
        yield
        decide(asked)
        yield


def test_each_type_has_its_cause(cast, desk):
    with cast.within():
        for story in (pay, let_in, export, ask):
            for _ in story():
                db.session.flush()
        db.session.commit()
        told = db.session.scalars(select(WebhookMessage)).all()
        assert {each.event_type for each in told} == set(TYPES)
        assert sum(each.event_type.startswith("payment.") for each in told) == 7
        refund, = (each.told["data"] for each in told if each.event_type == "payment.refunded")
        assert (refund["refunded_amount"], refund["status"]) == ("200", "Processed")
        assert "12" in [each.data["asked"]["L-1"] for each in told if "asked" in each.data]


def test_the_docs_know_them_all_and_what_they_say(cast, desk):
    assert set(re.findall(r"^\| `([a-z_.]+)` \|", PAGE, re.MULTILINE)) == set(TYPES)


def test_a_developer_can_copy_from_the_docs(desk):
    desk.trial()
    desk.deliver()
    known = {}
    exec(re.search(r"```python\n(.+?)```", PAGE, re.DOTALL)[1], known)
    heard, = desk.ear.heard
    assert known["heard"](desk.secret, heard.body, heard.headers)["type"] == "webhook.test"
