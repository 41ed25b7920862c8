"""What a thief, a cheat or an impatient payer tries with money (security, B and C6 to C11)."""

import threading
import uuid
from collections import Counter

import pytest
from sqlalchemy import func, select

from app import create_app
from billing.ledger import pay_now
from billing.ledger.against import Refused
from billing.ledger.allocation import Allocation
from billing.ledger.invoice import Invoice
from billing.ledger.payment_method import PaymentMethod
from config import clock
from config.database import db
from tests import ledger
from tests.autopay import Autopay, at
from tests.billing.ledger.giver import Giver
from tests.till import hidden
from workers import autopay

REVIEW = "/portal/payments/review"


@pytest.fixture
def till(cast, migrated):
    return Autopay(cast, create_app(migrated, "DATABASE_OPS_URL", doors=()))


def at_once(calls):
    """What each call gave, all of them made at the same moment."""
    start, told = threading.Barrier(len(calls)), []

    def run(call):
        start.wait()
        told.append(call())

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def link(cast, invoice_id):
    """An invoice's Pay Now address."""
    with cast.within():
        record = db.session.get_one(Invoice, (cast.acme, invoice_id))
        return f"/portal/pay-now/{pay_now.token(record)}"


def entered(guest, address):
    """The form of Pay Now's last step, back from the gateway with a card."""
    return hidden(guest.get(f"{address}/review?token=tm_mastercard").text)


@pytest.mark.parametrize("first", ["autopay", "payers"])
def test_all_doors_at_once_take_the_money_once(cast, till, visit, first):
    """One form thrice, forms of their own, guests with Pay Now, and autopay (A5, D26)."""
    today = clock.today(ledger.ZONE)
    till.switch(since=today)
    till.bill("INV-9", today)
    with clock.travelled(at(today, 12)):
        till.scan()
        charge, = till.charged()
        address = link(cast, "INV-9")
        browsers = [visit("acme").at_portal(cast.jane) for _ in range(6)]
        forms = [till.reviewed(each, "INV-9") for each in browsers[2:]]
        forms = [forms[0]] * 2 + forms
        doors = [pressed(each, REVIEW, form) for each, form in zip(browsers, forms, strict=True)]
        guests = [visit("acme") for _ in "123"]
        doors += [pressed(each, f"{address}/payment", entered(each, address)) for each in guests]
        autopays = [lambda: by_itself(cast, charge)] * 2
        answers = Counter(at_once(autopays + doors if first == "autopay" else doors + autopays))
    assert set(answers) <= {303, 409, "autopay"} and answers[303] <= 3
    (taken,), (payment,), credit = till.charges(), till.payments(), spent(cast, "CR-1")
    by_autopay = taken["attempt_id"] == str(till.charged()[0].attempt_id)
    assert credit == (2_500 if by_autopay else 0), "only autopay applies open credits unasked (D25)"
    assert taken["amount"] == payment.applied_amount == 10_000 - credit
    assert till.invoice("INV-9").status == "Paid"


def spent(cast, credit_id):
    """What of the credit lies on invoices."""
    with cast.within():
        applied = select(func.coalesce(func.sum(Allocation.amount), 0))
        return db.session.scalar(applied.where(Allocation.credit_id == credit_id))


def pressed(visitor, path, form):
    return lambda: visitor.post(path, form).status_code


def by_itself(cast, charge):
    with cast.app.app_context():
        autopay.charge(cast.acme, str(charge.autopay_charge_id))
    return "autopay"


def test_one_credit_is_not_spent_on_two_invoices_at_once(cast, till, visit):
    """The credit of 25.00, promised to each of them by a page of its own (M2)."""
    browsers, forms = [], []
    for invoice_id in ("INV-2", "INV-3"):
        browsers.append(visit("acme").at_portal(cast.jane))
        chosen = {"payment_method_id": "PM-1", "invoice_id": invoice_id, "credits": "USD"}
        forms.append(hidden(browsers[-1].get(REVIEW, query_string=chosen).text))
    assert [form["total"] for form in forms] == [["27500"], ["17500"]]
    answers = at_once([pressed(each, REVIEW, form) for each, form in zip(browsers, forms)])
    assert sorted(answers) == [303, 409]
    assert len(till.charges()) == 1
    assert spent(cast, "CR-1") == 2_500


def test_refunds_at_once_give_back_no_more_than_was_paid(cast):
    """Ten of staff, each with a form of their own over all of it (A8, M9)."""
    giver = Giver(cast)
    paid, keys = giver.paid({"INV-2": 30_000}), [uuid.uuid4() for _ in range(10)]

    def give(key):
        try:
            return giver.give(paid, "refund", 30_000, key).state
        except Refused:
            return "refused"

    told = Counter(at_once([lambda key=key: give(key) for key in keys]))
    assert told == {"approved": 1, "refused": 9}
    assert giver.entries(*keys) == [("refund", "approved", 30_000)]
    assert giver.payment(paid).refunded_amount == 30_000


@pytest.mark.parametrize("version", [1, 5])
def test_an_attempts_id_that_could_be_foreseen_is_refused(till, jane, cast, visit, version):
    """Portico makes ids of version 5 of others: who took the one of a cancellation or of autopay's
    next try beforehand would keep it from ever being done.
    """
    foreseen = uuid.uuid1() if version == 1 else uuid.uuid5(uuid.uuid4(), "cancel")
    form = {**till.reviewed(jane, "INV-2"), "attempt_id": str(foreseen)}
    assert jane.post(REVIEW, form).status_code == 400
    guest, address = visit("acme"), link(cast, "INV-2")
    form = {**entered(guest, address), "attempt_id": str(foreseen)}
    assert guest.post(f"{address}/payment", form).status_code == 400
    assert till.attempts() == []


@pytest.mark.parametrize("amount", ["0", "1", "29999", "30001", "9" * 18])
def test_a_guest_pays_what_is_due_whatever_the_form_says(till, cast, visit, amount):
    till.allow(part_payments=True, overpayments=True)
    guest, address = visit("acme"), link(cast, "INV-2")
    answer = guest.post(f"{address}/payment", {**entered(guest, address), "amount": amount})
    assert answer.status_code == 409
    assert till.attempts() == [] and till.charges() == []


def test_a_guest_gets_nothing_by_somebody_elses_attempt(till, cast, jane, visit):
    """Its id opens no page under the link, and pays nothing when it is sent again."""
    paid = till.pay(jane, "INV-3")
    guest, address = visit("acme"), link(cast, "INV-2")
    attempt_id = till.attempts()[0].attempt_id
    assert guest.get(f"{address}/payments/{attempt_id}").status_code == 404
    form = {**entered(guest, address), "attempt_id": str(attempt_id)}
    assert guest.post(f"{address}/payment", form).status_code == 409
    assert guest.get(paid.location).status_code == 302
    assert len(till.charges()) == 1


def test_a_forged_form_pays_nothing_by_pay_now_either(till, cast, visit):
    guest, address = visit("acme"), link(cast, "INV-2")
    form, foreign = entered(guest, address), {"Origin": "http://initech.localhost:8000"}
    assert guest.post(f"{address}/payment", form, headers=foreign).status_code == 403
    assert guest.post(f"{address}/payment", {**form, "csrf_token": "guessed"}).status_code == 403
    for verb in (guest.get, guest.head):
        assert verb(f"{address}/payment").status_code == 405
    assert till.attempts() == []


def test_staff_who_view_as_the_customer_add_no_method_by_an_address(cast, stan):
    """The way back from the gateway is a GET that saves."""
    stan.post("/setup/customers/C-1001/view-as")
    assert stan.get("/portal/account/payment-methods/added?token=tm_amex").status_code == 403
    with cast.within():
        mine = select(PaymentMethod.payment_method_id).where(PaymentMethod.customer_id == "C-1001")
        assert db.session.scalars(mine).all() == ["PM-1"]


def test_a_pay_now_link_is_told_to_nobody(cast, visit, capfd):
    """No log has it, no cache keeps it, and where the page leads to it is not named."""
    guest, address = visit("acme"), link(cast, "INV-2")
    secret = address.rpartition(".")[2]
    for path in (address, f"{address}/invoice.pdf", f"{address}/method", f"{address}x"):
        answer = guest.get(path)
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
    guest.post(f"{address}/payment", entered(guest, address))
    assert secret not in "".join(capfd.readouterr())
