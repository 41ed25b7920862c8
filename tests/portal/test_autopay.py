"""“Autopay Future Invoices”: who switches it, and what the page asks and tells (M5, D25)."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from billing.people.contact import Contact
from billing.people.customer import Customer
from config import clock
from config.database import db
from tenants.audit_entry import AuditEntry
from tests import ledger
from tests.autopay import Autopay
from tests.till import Till

HERE = "/portal/account/autopay"


@pytest.fixture
def autopay(cast, ops_app):
    return Autopay(cast, ops_app)


def of_atlas(cast, *names):
    with cast.within():
        customer = db.session.get(Customer, (cast.acme, "C-1001"))
        return tuple(getattr(customer, name) for name in names)


def test_it_is_switched_on_from_today_and_asks_about_what_is_open(cast, jane):
    assert "Pay what is open now?" not in jane.get(HERE).text
    assert jane.post(HERE, {"on": "on"}).location == HERE
    today = clock.today(ledger.ZONE)
    assert of_atlas(cast, "auto_pay", "autopay_since") == (True, today)
    page = jane.get(HERE).text
    assert "Autopay is on." in page and 'aria-checked="true"' in page
    asked, planned = page.split("Pay what is open now?")[1].split("Next charges")
    assert "INV-2" in asked and "INV-3" not in asked and "INV-3" in planned
    ticked = jane.get(asked.split('class="button primary" href="')[1].split('"')[0]).text
    assert 'value="INV-2" data-amount="30000" checked' in ticked


def test_what_is_being_paid_already_is_not_asked_about(cast, jane):
    till = Till(cast)
    till.pay(jane, "INV-2", method=till.add_method("bank"))
    jane.post(HERE, {"on": "on"})
    assert "Pay what is open now?" not in jane.get(HERE).text


def test_a_due_date_that_is_hidden_is_not_told(cast, jane):
    jane.post(HERE, {"on": "on"})
    assert "Due " in jane.get(HERE).text
    cast.hide("invoices", "due_date")
    assert "Due " not in jane.get(HERE).text
    assert "this invoice on its due date." in jane.get("/portal/invoices/INV-3").text


def test_off_ends_what_it_covers_and_is_in_the_audit_log(cast, jane):
    jane.post(HERE, {"on": "on"})
    jane.post(HERE, {"on": "off"})
    assert of_atlas(cast, "auto_pay", "autopay_since") == (False, None)
    with cast.within():
        told = db.session.scalars(
            select(AuditEntry).where(AuditEntry.record_id == "C-1001",
                                     AuditEntry.verb == "change")
            .order_by(AuditEntry.audit_entry_id)).all()
        assert [(each.actor, each.changes["auto_pay"]) for each in told] == [
            ("jane@atlas.example", [False, True]), ("jane@atlas.example", [True, False])]


def test_the_same_again_does_not_move_the_day(cast, jane):
    jane.post(HERE, {"on": "on"})
    with clock.travelled(days=2):
        visitor = jane.__class__(cast.app, "acme").at_portal(cast.jane)
        visitor.post(HERE, {"on": "on"})
    assert of_atlas(cast, "autopay_since") == (clock.today(ledger.ZONE),)


def test_without_a_default_method_it_stays_off_and_says_so(cast, jane):
    jane.post("/portal/account/payment-methods/PM-1/delete")
    answer = jane.post(HERE, {"on": "on"})
    assert answer.status_code == 409 and "needs a default payment method" in answer.text
    assert of_atlas(cast, "auto_pay") == (False,)


def test_where_the_company_decides_it_nobody_else_does(cast, jane, autopay):
    autopay.switch(False, edit_auto_pay=False)
    assert 'role="switch"' not in jane.get(HERE).text
    answer = jane.post(HERE, {"on": "on"})
    assert answer.status_code == 409 and "Acme Cloud decides" in answer.text
    assert of_atlas(cast, "auto_pay") == (False,)


@pytest.mark.parametrize(("role", "sees"), [("Payer", 200), ("Viewer", 403)])
def test_only_owners_switch_it(cast, jane, role, sees):
    with cast.within():
        db.session.execute(
            update(Contact).where(Contact.contact_id == "CT-1").values(portal_role=role))
        db.session.commit()
    page = jane.get(HERE)
    assert page.status_code == sees and 'role="switch"' not in page.text
    assert jane.post(HERE, {"on": "on"}).status_code == 403
    assert of_atlas(cast, "auto_pay") == (False,)


def test_what_failed_and_what_stopped_is_told(jane, autopay):
    today = clock.today(ledger.ZONE)
    autopay.allow(credits=False, autopay_retries=[1])
    autopay.pay_with("insufficient_funds")
    autopay.switch(since=today)
    autopay.bill("INV-9", today)
    autopay.come(today)
    assert "Tried again on" in jane.get(HERE).text
    assert "and tries again on" in jane.get("/portal/invoices/INV-9").text
    with clock.travelled(days=1):
        autopay.come(today + timedelta(days=1))
    page = jane.get(HERE).text
    assert "Autopay has stopped: please pay it yourself" in page
    assert "There are not enough funds for this payment." in page
    assert "has stopped for it" in jane.get("/portal/invoices/INV-9").text
    assert "Autopay" not in jane.get("/portal/invoices/INV-2").text
