"""Parts, open credits, more than is due, and children's invoices: to the cent (M2, D23)."""

import threading
import uuid

import pytest
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from billing.ledger.credit import Credit
from billing.ledger.credit_use import CreditUse
from billing.ledger.objection import Changed, JustBegun, MoreThanDue, NotPayable, Recalculated
from billing.people.customer import Customer
from config import clock
from config.database import db
from tests import ledger
from tests.till import copied


@pytest.fixture
def pay(book):
    """Begin for INV-2 (300.00) and INV-3 (200.00); the attempt's id, or None if nothing is charged.

    Of open credits there is one of 25.00.
    """

    def begin(amounts, customer="C-1001", method="PM-1", **terms):
        from billing.ledger import paying

        attempt_id = uuid.uuid4()
        with book.cast.within():
            payer = db.session.get_one(Customer, (book.cast.acme, customer))
            order = paying.begin(payer, None, attempt_id, method, amounts, **terms)
            db.session.commit()
        return order and str(attempt_id)

    return begin


@pytest.fixture
def credits(book):
    """The credits of a customer by id, as they stand."""

    def read(customer="C-1001"):
        with book.cast.within():
            query = select(Credit).where(Credit.customer_id == customer)
            return {each.credit_id: copied(each) for each in db.session.scalars(query)}

    return read


def test_a_part_is_charged_and_counted(book, pay):
    assert book.settle(pay({"INV-2": 10_001}, parts=True), "approved") == "Processed"
    assert (book.invoice("INV-2").status, book.invoice("INV-2").balance) == (
        "Partially Paid", 19_999)


@pytest.mark.parametrize("terms", [{}, {"more": True}], ids=["all", "more"])
def test_a_part_needs_the_companys_leave(pay, terms):
    with pytest.raises(Changed):
        pay({"INV-2": 29_999}, **terms)


@pytest.mark.parametrize("terms", [{}, {"parts": True}], ids=["all", "parts"])
def test_more_than_is_due_needs_the_companys_leave(pay, terms):
    with pytest.raises(MoreThanDue if terms else Changed):
        pay({"INV-2": 30_001}, **terms)


def test_what_is_more_than_due_becomes_a_credit(book, pay, credits):
    book.settle(pay({"INV-2": 35_000, "INV-3": None}, more=True), "approved")
    payment, = book.payments()
    assert (payment.payment_amount, payment.applied_amount, payment.unapplied_amount) == (
        55_000, 55_000, 0)
    rest = credits()["PT-1001-CR"]
    assert (rest.credit_amount, rest.unapplied_amount, rest.status, rest.payment_id) == (
        5_000, 5_000, "Open", "PT-1001")
    with book.cast.within():
        balance, = ledger.header("C-1001", clock.today(ledger.ZONE)).balances
    assert balance.amount == -2_500 - 5_000


def test_a_refused_payment_makes_no_credit(book, pay, credits):
    book.settle(pay({"INV-2": 35_000}, more=True), "declined")
    assert list(credits()) == ["CR-1"]


def test_less_than_was_asked_for_pays_the_invoice_first(book, pay, credits):
    book.settle(pay({"INV-2": 35_000}, more=True), "approved", amount=31_000)
    assert (book.invoice("INV-2").balance, credits()["PT-1001-CR"].credit_amount) == (0, 1_000)


def test_open_credits_pay_first_once_the_money_is_there(book, pay, credits):
    attempt_id = pay({"INV-2": None}, credits=True)
    assert book.attempt(attempt_id).amount == 27_500
    assert credits()["CR-1"].unapplied_amount == 2_500
    book.settle(attempt_id, "approved")
    assert (book.invoice("INV-2").status, credits()["CR-1"].status) == ("Paid", "Applied")


def test_what_is_put_by_is_nobody_elses_until_the_outcome_is_known(book, pay, credits):
    first = pay({"INV-2": None}, credits=True)
    second = pay({"INV-3": None}, credits=True)
    assert [book.attempt(each).amount for each in (first, second)] == [27_500, 20_000]
    book.settle(first, "declined")
    book.settle(second, "approved")
    book.settle(pay({"INV-2": None}, credits=True), "approved")
    assert credits()["CR-1"].unapplied_amount == 0
    assert [book.invoice(each).balance for each in ("INV-2", "INV-3")] == [0, 0]


def test_two_who_begin_at_once_do_not_put_by_the_same(book, pay):
    """For two invoices, so that nothing but the credit lies between them."""
    begun, start = [], threading.Barrier(2)

    def run(invoice_id):
        start.wait()
        begun.append(pay({invoice_id: None}, credits=True))

    threads = [threading.Thread(target=run, args=(each,)) for each in ("INV-2", "INV-3")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(each.amount for each in book.attempts()) == 50_000 - 2_500
    for attempt_id in begun:
        book.settle(attempt_id, "approved")
    assert [book.invoice(each).balance for each in ("INV-2", "INV-3")] == [0, 0]


def test_late_money_leaves_what_another_has_put_by(book, pay, credits):
    first = pay({"INV-3": None}, credits=True)
    book.settle(first, "not sent")
    second = pay({"INV-2": None}, credits=True)
    book.settle(first, "approved")
    book.settle(second, "approved")
    assert (book.invoice("INV-3").balance, book.invoice("INV-2").balance) == (2_500, 0)
    assert credits()["CR-1"].applied_amount == 2_500


def test_credits_alone_pay_with_no_gateway_and_no_method(book, pay, credits):
    assert pay({"INV-3": 2_500}, method="", parts=True, credits=True) is None
    attempt, = book.attempts()
    assert (attempt.state, attempt.amount, attempt.payment_method_id, attempt.due_at) == (
        "approved", 0, None, None)
    assert book.payments() == [] and book.charges() == []
    assert (book.invoice("INV-3").balance, credits()["CR-1"].status) == (17_500, "Applied")


def test_the_same_form_uses_credits_once(book, pay, credits):
    """Ten times at once, for a part that could be paid several times."""
    from billing.ledger import paying

    attempt_id, told, start = uuid.uuid4(), [], threading.Barrier(10)

    def run():
        start.wait()
        with book.cast.within():
            atlas = db.session.get_one(Customer, (book.cast.acme, "C-1001"))
            try:
                paying.begin(atlas, None, attempt_id, "", {"INV-3": 500}, parts=True, credits=True)
                db.session.commit()
                told.append("paid")
            except JustBegun:
                told.append("begun")

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["begun"] * 9 + ["paid"]
    assert (credits()["CR-1"].applied_amount, book.invoice("INV-3").balance) == (500, 19_500)


def test_a_credit_that_is_gone_leaves_the_rest_due(book, pay):
    attempt_id = pay({"INV-2": None}, credits=True)
    with book.cast.within():
        db.session.get_one(Credit, (book.cast.acme, "CR-1")).status = "Reversed"
        db.session.commit()
    book.settle(attempt_id, "approved")
    assert (book.invoice("INV-2").balance, book.payments()[0].unapplied_amount) == (2_500, 0)


def test_other_sums_than_the_payer_saw_are_not_paid(book, pay):
    with book.invoices("INV-2") as invoices:
        ledger.payment("EXT-1", "C-1001", 1_000, {invoices[0]: 1_000})
    with pytest.raises(Recalculated):
        pay({"INV-2": 30_000}, more=True, shown=(30_000, 0))
    with pytest.raises(Recalculated):
        pay({"INV-3": None}, credits=True, shown=(20_000, 0))
    assert book.attempts() == []


def test_a_parent_pays_for_an_open_child_only(book, pay, credits):
    with book.cast.within():
        ledger.invoice("H-1", "C-1004", 10_000, days=-5)
        ledger.invoice("N-1", "C-1005", 20_000, days=-4)
        ledger.invoice("S-1", "C-1006", 40_000, days=-3)
        ledger.credit("N-CR", "C-1005", 700)
        ledger.credit("H-CR", "C-1004", 500)
        ledger.method("PM-H", "C-1004", "tm_visa")
        db.session.get_one(Customer, (book.cast.acme, "C-1005")).portal_enabled = True
        db.session.get_one(Customer, (book.cast.acme, "C-1006")).portal_enabled = False
        db.session.commit()
    for payer, invoice in (("C-1004", "S-1"), ("C-1005", "H-1"), ("C-1001", "N-1")):
        with pytest.raises(NotFound):
            pay({invoice: None}, customer=payer, method="PM-H")
    paid = pay({"H-1": None, "N-1": 21_000}, "C-1004", "PM-H", credits=True, more=True)
    assert book.settle(paid, "approved") == "Processed"
    payment, = book.payments()
    assert (payment.customer_id, payment.payment_amount) == ("C-1004", 30_500)
    assert [book.invoice(each).balance for each in ("H-1", "N-1")] == [0, 0]
    assert credits("C-1005")["N-CR"].unapplied_amount == 700
    assert credits("C-1004")["PT-1001-CR"].unapplied_amount == 1_000
    with pytest.raises(NotPayable):
        pay({"N-1": None}, "C-1004", "PM-H")


def test_what_is_put_by_ends_with_the_attempt(book, pay):
    book.settle(pay({"INV-2": None}, credits=True), "processing")
    assert [each.open for each in uses(book)] == [True]
    book.settle(str(book.attempts()[0].attempt_id), "approved")
    assert [each.open for each in uses(book)] == [False]


def uses(book):
    with book.cast.within():
        return [copied(each) for each in db.session.scalars(select(CreditUse))]
