"""What an answer of the gateway does to the ledger, in every order in which answers come."""

import threading

import pytest

from billing.ledger.objection import NotPayable, UnderWay
from tests import ledger

STATES = ["approved", "declined", "not sent", "action required", "processing", "unknown"]
ENDS = ["approved", "declined", "not sent"]


def test_an_approved_payment_is_counted_as_chosen(book):
    attempt_id = book.begin(INV_2=30_000, INV_3=5_000)
    assert book.settle(attempt_id, "approved", reference="ch_1") == "Processed"
    payment, = book.payments()
    assert (payment.payment_id, payment.payment_amount, payment.unapplied_amount) == (
        "PT-1001", 35_000, 0)
    assert (payment.payment_method, payment.reference_number) == ("Visa •••• 4242", "ch_1")
    assert (book.invoice("INV-2").status, book.invoice("INV-2").balance) == ("Paid", 0)
    assert (book.invoice("INV-3").status, book.invoice("INV-3").balance) == (
        "Partially Paid", 15_000)
    attempt = book.attempt(attempt_id)
    assert (attempt.state, attempt.due_at, attempt.payment_id) == ("approved", None, "PT-1001")


def test_a_rest_may_be_paid_later(book):
    book.settle(book.begin(INV_3=5_000), "approved")
    book.settle(book.begin(INV_3=15_000), "approved")
    assert book.invoice("INV-3").status == "Paid"
    with pytest.raises(NotPayable):
        book.begin(INV_3=1)


def test_what_was_paid_otherwise_meanwhile_stays_unapplied(book):
    attempt_id = book.begin(INV_2=30_000, INV_3=20_000)
    with book.invoices("INV-2") as invoices:
        ledger.payment("EXT-1", "C-1001", 25_000, {invoices[0]: 25_000})
    book.settle(attempt_id, "approved")
    payment, = book.payments()
    assert (payment.payment_amount, payment.applied_amount, payment.unapplied_amount) == (
        50_000, 25_000, 25_000)
    assert [book.invoice(each).balance for each in ("INV-2", "INV-3")] == [0, 0]


def test_a_reversed_invoice_takes_no_money(book):
    attempt_id = book.begin(INV_3=20_000)
    with book.invoices("INV-3") as invoices:
        invoices[0].status = "Reversed"
    book.settle(attempt_id, "approved")
    payment, = book.payments()
    assert (payment.status, payment.unapplied_amount) == ("Processed", 20_000)
    assert (book.invoice("INV-3").status, book.invoice("INV-3").paid_amount) == ("Reversed", 0)


@pytest.mark.parametrize(
    ("captured", "applied"), [(10_000, 10_000), (30_000, 30_000), (31_000, 30_000)]
)
def test_what_the_gateway_took_is_what_counts(book, captured, applied):
    book.settle(book.begin(INV_2=30_000), "approved", amount=captured)
    payment, = book.payments()
    assert (payment.payment_amount, payment.applied_amount) == (captured, applied)


@pytest.mark.parametrize("state", STATES)
def test_the_same_answer_twice_changes_nothing(book, state):
    attempt_id = book.begin(INV_2=30_000)
    book.settle(attempt_id, state, reason="card_declined", reference="ch_1")
    first = book.payments(), book.invoice("INV-2"), book.attempt(attempt_id).state
    for _ in range(3):
        assert book.settle(attempt_id, state, reason="card_declined", reference="ch_1") is None
    assert first == (book.payments(), book.invoice("INV-2"), book.attempt(attempt_id).state)


@pytest.mark.parametrize("end", ["approved", "declined", "not sent"])
def test_nothing_leads_back_from_an_end(book, end):
    attempt_id = book.begin(INV_2=30_000)
    book.settle(attempt_id, end)
    before = book.payments(), book.invoice("INV-2")
    for late in STATES[end == "not sent":]:
        assert book.settle(attempt_id, late) is None
        attempt = book.attempt(attempt_id)
        assert (attempt.state, attempt.due_at) == (end, None)
    assert before == (book.payments(), book.invoice("INV-2"))


def test_money_that_came_after_all_is_taken_in(book):
    attempt_id = book.begin(INV_2=30_000)
    book.settle(attempt_id, "not sent")
    assert book.settle(attempt_id, "approved") == "Processed"
    assert book.invoice("INV-2").balance == 0


@pytest.mark.parametrize(
    ("states", "end"),
    [(["unknown", "processing", "unknown", "action required", "approved"], "approved"),
     (["processing", "not sent", "declined"], "declined"),
     (["action required", "unknown", "not sent"], "action required"),
     (["unknown", "not sent"], "not sent"),
     (["processing", "unknown", "action required"], "processing")],
)
def test_answers_in_any_order_only_lead_forward(book, states, end):
    attempt_id = book.begin(INV_2=30_000)
    for state in states:
        book.settle(attempt_id, state)
    attempt = book.attempt(attempt_id)
    assert attempt.state == end
    assert (attempt.due_at is None) == (end in ENDS)
    assert len(book.payments()) == (end in ("approved", "declined", "processing"))


@pytest.mark.parametrize("state", ["action required", "processing", "unknown"])
def test_an_open_attempt_keeps_its_invoices(book, state):
    book.settle(book.begin(INV_2=30_000), state)
    with pytest.raises(UnderWay):
        book.begin(INV_2=30_000, INV_3=20_000)
    book.begin(INV_3=20_000)


@pytest.mark.parametrize("state", ["declined", "not sent"])
def test_an_attempt_that_failed_sets_them_free(book, state):
    book.settle(book.begin(INV_2=30_000), state)
    assert book.settle(book.begin(INV_2=30_000), "approved") == "Processed"


def test_a_bank_debit_is_one_payment_from_begin_to_end(book):
    attempt_id = book.begin(INV_2=30_000)
    assert book.settle(attempt_id, "processing", reference="ba_1") == "Processing"
    assert book.invoice("INV-2").balance == 30_000
    assert book.settle(attempt_id, "approved") == "Processed"
    payment, = book.payments()
    assert (payment.payment_id, payment.reference_number) == ("PT-1001", "ba_1")
    assert book.invoice("INV-2").balance == 0


def test_a_returned_bank_debit_puts_the_invoice_back(book):
    attempt_id = book.begin(INV_2=30_000)
    book.settle(attempt_id, "processing")
    assert book.settle(attempt_id, "declined", reason="account_closed") == "Declined"
    payment, = book.payments()
    assert "Your bank returned this payment" in payment.failure_reason
    assert book.settle(book.begin(INV_2=30_000), "approved") == "Processed"


def test_late_money_for_an_invoice_that_was_paid_again_stays_unapplied(book):
    first = book.begin(INV_2=30_000)
    book.settle(first, "not sent")
    book.settle(book.begin(INV_2=30_000), "approved")
    book.settle(first, "approved")
    assert [payment.unapplied_amount for payment in book.payments()] == [0, 30_000]
    assert book.invoice("INV-2").paid_amount == 50_000


def test_ten_who_bring_the_answer_at_once_make_one_payment(book):
    """The page, the janitor and a webhook, say."""
    attempt_id, start, told = book.begin(INV_2=30_000), threading.Barrier(10), []

    def run():
        start.wait()
        told.append(book.settle(attempt_id, "approved"))

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 10 and told.count("Processed") == 1
    assert [payment.applied_amount for payment in book.payments()] == [30_000]
