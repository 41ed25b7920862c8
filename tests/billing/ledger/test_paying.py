"""How the gateway is called: once, soon or not at all, and with no transaction open."""

import threading
import time
import uuid
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Forbidden, NotFound

from billing.gateways.outcome import State
from billing.ledger import paying
from billing.ledger.attempt import AttemptShare, PaymentAttempt
from billing.ledger.objection import Changed, NotPayable, UnderWay
from billing.ledger.order import TransactionOpen
from billing.people.customer import Customer
from config import clock
from config.database import db
from tests import ledger


def test_a_charge_needs_all_transactions_closed(book):
    order = book.begun({"INV-2": 30_000})
    with book.cast.within():
        db.session.execute(text("select 1"))
        with pytest.raises(TransactionOpen):
            order.carry_out()
        db.session.rollback()
        assert order.carry_out().state is State.APPROVED
    assert len(book.charges()) == 1


def test_the_same_order_charges_once(book):
    order = book.begun({"INV-2": 30_000})
    with book.cast.within():
        assert order.carry_out() == order.carry_out()
    assert [charge["amount"] for charge in book.charges()] == [30_000]


@pytest.mark.parametrize(
    ("seconds", "state", "charges"), [(20, "approved", 1), (31, "not sent", 0)]
)
def test_an_order_that_lay_about_is_not_sent(book, seconds, state, charges):
    """The janitor may have called it “not sent” by then, and the invoice may be paid again."""
    order = book.begun({"INV-2": 30_000})
    with book.cast.within(), clock.travelled(seconds=seconds):
        assert order.carry_out().state == state
    assert len(book.charges()) == charges


@pytest.mark.parametrize("settings", [{"TEST_GATEWAY_URL": ""}, {"TEST_GATEWAY_SECRET": "wrong"}])
def test_a_gateway_that_is_not_set_up_charges_nothing(book, monkeypatch, settings):
    for name, value in settings.items():
        monkeypatch.setitem(book.cast.app.config, name, value)
    order = book.begun({"INV-2": 30_000})
    with book.cast.within():
        assert (order.carry_out().state, order.carry_out().reason) == ("not sent", "refused")


@pytest.mark.parametrize("amount", [0, -1, 30_001])
def test_more_than_is_due_or_nothing_cannot_be_paid(book, amount):
    with pytest.raises(Changed):
        book.begin(INV_2=amount)


def test_begin_is_for_payers_and_their_own(book):
    with book.cast.within():
        atlas = db.session.get_one(Customer, (book.cast.acme, "C-1001"))
        viewer = SimpleNamespace(may_pay=False, portal_user_id=book.cast.jane)
        payer = SimpleNamespace(may_pay=True, portal_user_id=book.cast.jane)
        with pytest.raises(Forbidden):
            paying.begin(atlas, viewer, uuid.uuid4(), "PM-1", {"INV-2": None})
        for method, invoice in (("CANARY-B-PM", "INV-2"), ("PM-1", "CANARY-B-INV")):
            with pytest.raises(NotFound):
                paying.begin(atlas, payer, uuid.uuid4(), method, {invoice: None})
    assert book.attempts() == []


def test_the_database_itself_lets_one_attempt_have_an_invoice(book):
    """Without any rule of ours in between: the partial unique index of D26."""
    book.begin(INV_2=30_000)
    with book.cast.within(), pytest.raises(IntegrityError, match="uq_attempt_share_open"):
        other = PaymentAttempt(attempt_id=uuid.uuid4(), customer_id="C-1001", currency="USD",
                               payment_method_id="PM-1", amount=1)
        db.session.add(other)
        db.session.flush()
        db.session.add(AttemptShare(attempt_id=other.attempt_id, invoice_id="INV-2", amount=1))
        db.session.flush()


def test_who_begins_waits_for_who_is_changing_the_invoice(book):
    """Else a payment that ends between the look at the balance and the attempt is made twice."""
    told = []

    def run():
        try:
            told.append(book.begun({"INV-2": 30_000}))
        except NotPayable as objection:
            told.append(objection)

    second = threading.Thread(target=run)
    with book.invoices("INV-2") as invoices:
        ledger.payment("EXT-1", "C-1001", 30_000, {invoices[0]: 30_000})
        second.start()
        time.sleep(0.5)
        assert told == []
    second.join()
    assert isinstance(told[0], NotPayable) and book.attempts() == []


def test_payers_of_the_same_two_invoices_do_not_deadlock(book):
    orders = [{"INV-2": None, "INV-3": None}, {"INV-3": None, "INV-2": None}] * 6
    begun, start = [], threading.Barrier(len(orders))

    def run(amounts):
        start.wait()
        try:
            begun.append(book.begun(amounts))
        except UnderWay:
            begun.append(None)

    threads = [threading.Thread(target=run, args=(amounts,)) for amounts in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(begun) == len(orders) and sum(order is not None for order in begun) == 1
