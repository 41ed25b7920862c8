"""Invoices are mailed once they are posted, and reminders when they are due, each once (D27)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from billing.ledger import noticing
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_writing import Invoices
from billing.people.customer import Customer
from config import clock
from config.database import db
from mailers import delivery
from mailers.mail import Mail
from tenants.payment_setup import PaymentSetup
from tests.ledger import ZONE
from tests.till import Till
from workers import money_notices

JANE = "jane@atlas.example"


@pytest.fixture
def scan(cast, ops):
    """Run a scan twice, as two schedulers would; the mails about invoices of Atlas Orion since,
    as (template, invoice, recipient, mail's id).
    """

    def run(work):
        before = set(mails(cast))
        for _ in range(2):
            with ops.app_context():
                work()
        return sorted(set(mails(cast)) - before)

    return run


@pytest.fixture
def till(cast):
    return Till(cast)


def mails(cast):
    with cast.within():
        found = db.session.scalars(select(Mail).where(Mail.template.like("invoice%")))
        told = [(each.template, each.subject_ids["invoice_id"], each.recipient, each.mail_id)
                for each in found]
        return [each for each in told if each[1].startswith("INV-")]


def change(cast, kind, key, **values):
    with cast.within():
        record = db.session.get_one(kind, (cast.acme, key))
        for name, value in values.items():
            setattr(record, name, value)
        db.session.commit()


def rule(cast, **values):
    with cast.within():
        db.session.merge(PaymentSetup(tenant_id=cast.acme, **values))
        db.session.commit()


def due(cast, invoice_id):
    with cast.within():
        return db.session.get_one(Invoice, (cast.acme, invoice_id)).due_date


def at(day, hour=9, **by):
    """That hour of the day in acme's zone."""
    return clock.frozen(datetime.combine(day + timedelta(**by), time(hour), ZoneInfo(ZONE)))


def short(found):
    return [each[:3] for each in found]


def test_what_was_posted_is_mailed_once(cast, scan):
    assert short(scan(money_notices.invoices)) == [("invoice", "INV-3", JANE)]
    with cast.within():
        db.session.get_one(Invoice, (cast.acme, "INV-4")).post()
        db.session.commit()
    assert short(scan(money_notices.invoices)) == [("invoice", "INV-4", JANE)]
    assert scan(money_notices.invoices) == []


@pytest.mark.parametrize("age, mailed", [(10, True), (100, False)])
def test_what_is_posted_late_is_mailed_unless_it_is_history(cast, scan, age, mailed):
    scan(money_notices.invoices)
    today = clock.today(ZONE)
    change(cast, Invoice, "INV-4", invoice_date=today - timedelta(days=age))
    with cast.within():
        invoices, draft = Invoices(), Invoice.locked(["INV-4"])[0]
        invoices.told(invoices.change(draft, {"status": "Posted"}))
        db.session.commit()
    assert short(scan(money_notices.invoices)) == [("invoice", "INV-4", JANE)] * mailed


def test_who_wants_no_mails_gets_none(cast, scan):
    change(cast, Customer, "C-1001", delivery_preferences={"print": True, "email": False})
    assert scan(money_notices.invoices) == []
    change(cast, Customer, "C-1001", delivery_preferences={"email": True})
    rule(cast, invoice_mails=False)
    assert scan(money_notices.invoices) == []


def test_who_cannot_be_mailed_keeps_nobody_else_from_it(cast, scan, monkeypatch):
    monkeypatch.setattr(noticing, "PIECE", 1)
    change(cast, Invoice, "INV-1", customer_id="C-1002", invoice_date=clock.today(ZONE))
    change(cast, Customer, "C-1002", delivery_preferences={"email": False})
    assert short(scan(money_notices.invoices)) == [("invoice", "INV-3", JANE)]


def test_a_child_that_bills_to_its_parent(cast, scan):
    change(cast, Invoice, "INV-3", customer_id="C-1005")
    assert short(scan(money_notices.invoices)) == [
        ("invoice", "INV-3", "dora@c-1004.example")]


def test_reminders_before_and_after_the_due_date_each_once(cast, scan):
    day, told = due(cast, "INV-3"), []
    for days in range(-5, 15):
        with at(day, days=days):
            told += [days for found in scan(money_notices.reminders) if found[1] == "INV-3"]
    assert told == [-3, 3, 10]


def test_a_reminder_waits_for_the_morning_of_the_companys_day(cast, scan):
    day = due(cast, "INV-3") - timedelta(days=3)
    with at(day, hour=7):
        assert scan(money_notices.reminders) == []
    with at(day, hour=23, days=-1):
        assert scan(money_notices.reminders) == []
    with at(day, hour=8):
        assert short(scan(money_notices.reminders)) == [("invoice_reminder", "INV-3", JANE)]


def test_what_a_stopped_scheduler_missed_is_made_up_for_but_not_for_ever(cast, scan):
    day = due(cast, "INV-3")
    with at(day, days=5):
        assert short(scan(money_notices.reminders)) == [("invoice_reminder", "INV-3", JANE)]
    with at(day, days=13):
        assert scan(money_notices.reminders) == []


def test_the_company_sets_the_days(cast, scan):
    rule(cast, reminders=[1])
    day = due(cast, "INV-3")
    with at(day, days=-3):
        assert scan(money_notices.reminders) == []
    with at(day, days=1):
        assert [each[1] for each in scan(money_notices.reminders)] == ["INV-3"]
    rule(cast, reminders=[])
    with at(day, days=10):
        assert scan(money_notices.reminders) == []


def test_nobody_is_reminded_of_what_is_paid_or_being_paid(cast, scan, till, jane):
    day = due(cast, "INV-3") - timedelta(days=3)
    till.pay(jane, "INV-3", method=till.add_method("bank"))
    with at(day):
        assert scan(money_notices.reminders) == []


def test_before_the_due_day_autopay_tells_by_itself(cast, scan):
    change(cast, Customer, "C-1001", auto_pay=True)
    day = due(cast, "INV-3")
    with at(day, days=-3):
        assert scan(money_notices.reminders) == []
    with at(day, days=3):
        assert [each[1] for each in scan(money_notices.reminders)] == ["INV-3"]


def test_a_reminder_of_what_was_paid_meanwhile_is_withdrawn(cast, scan, till, jane):
    with at(due(cast, "INV-3"), days=-3):
        (_, _, _, mail_id), = scan(money_notices.reminders)
    till.pay(jane, "INV-3")
    with cast.within():
        mail = db.session.get_one(Mail, (cast.acme, mail_id))
        delivery.deliver(mail)
        assert mail.state == "withdrawn"
