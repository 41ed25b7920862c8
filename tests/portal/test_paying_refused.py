"""What must not be paid, by whom, and that nothing changes when it is tried."""

import uuid

import pytest

from billing.ledger.invoice import Invoice
from billing.ledger.payment_method import PaymentMethod
from billing.people.contact import Contact
from config.database import db
from tests import ledger

REVIEW = "/portal/payments/review"


@pytest.fixture
def form(till, jane):
    """What the review page of INV-2 would send, with changes."""
    reviewed = till.reviewed(jane, "INV-2")
    return lambda **changes: {**reviewed, **changes}


@pytest.fixture
def untouched(till):
    """Whatever a test tries, no attempt, payment or charge comes of it."""
    before = till.invoice("INV-2"), till.invoice("INV-3")
    yield
    assert till.attempts() == [] and till.payments() == []
    assert before == (till.invoice("INV-2"), till.invoice("INV-3"))


@pytest.mark.parametrize(
    "changes",
    [{"invoice_id": ["CANARY-B-INV"], "amount": ["66000"]},
     {"invoice_id": ["INV-2", "CANARY-B-INV"], "amount": ["30000", "66000"]},
     {"invoice_id": ["CANARY-initech-INV"]},
     {"invoice_id": ["INV-4"], "amount": ["7700"]},
     {"invoice_id": ["no-such-invoice"]},
     {"invoice_id": ["\x00"]},
     {"payment_method_id": ["CANARY-B-PM"]},
     {"payment_method_id": ["CANARY-sandbox-PM"]},
     {"payment_method_id": ["no-such-method"]}],
)
def test_what_is_a_neighbours_is_not_there(jane, form, untouched, changes):
    answer = jane.post(REVIEW, form(**changes))
    assert answer.status_code == 404 and "CANARY" not in answer.text
    chosen = {name: value for name, value in form(**changes).items() if name != "amount"}
    assert jane.get(REVIEW, query_string=chosen).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [{"amount": []}, {"amount": ["-5"]}, {"amount": ["1e3"]}, {"attempt_id": ["7"]},
     {"attempt_id": []}, {"amount": ["30000", "1"]}],
)
def test_a_form_that_no_page_gave_is_refused(jane, form, untouched, changes):
    assert jane.post(REVIEW, form(**changes)).status_code == 400


@pytest.mark.parametrize("amount", ["0", "1", "29999", "30001", "9" * 18])
def test_only_what_was_shown_is_paid(jane, form, untouched, amount):
    answer = jane.post(REVIEW, form(amount=[amount]))
    assert answer.status_code == 409 and "has changed" in answer.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"invoice_id": [], "amount": []}, "Tick the invoices"),
     ({"payment_method_id": [""]}, "Choose a payment method.")],
)
def test_an_incomplete_choice_is_told_on_the_field(jane, form, untouched, changes, words):
    answer = jane.post(REVIEW, form(**changes))
    assert answer.status_code == 422 and words in answer.text


def test_two_currencies_are_two_payments(cast, till, jane, form, untouched):
    with cast.within():
        ledger.invoice("INV-5", "C-1001", 900, days=-1).currency = "EUR"
        db.session.commit()
    both = form(invoice_id=["INV-2", "INV-5"], amount=["30000", "900"])
    answer = jane.post(REVIEW, both)
    assert answer.status_code == 422 and "One payment has one currency." in answer.text
    page = jane.get("/portal/payments/new").text
    assert "Invoices in US Dollar" in page and "Invoices in Euro" in page


def test_a_removed_method_pays_nothing(cast, jane, form, untouched):
    with cast.within():
        db.session.get_one(PaymentMethod, (cast.acme, "PM-1")).status = "Deleted"
        db.session.commit()
    answer = jane.post(REVIEW, form())
    assert answer.status_code == 409 and "was removed" in answer.text
    assert "Visa •••• 4242" not in answer.text


def test_a_balance_that_changed_since_review_is_shown_again(cast, jane, form, till):
    with cast.within():
        invoice, = Invoice.locked(["INV-2"])
        ledger.payment("EXT-1", "C-1001", 10_000, {invoice: 10_000})
        db.session.commit()
    answer = jane.post(REVIEW, form())
    assert answer.status_code == 409 and "has changed" in answer.text and "$200.00" in answer.text
    assert till.attempts() == []


def test_a_viewer_looks_but_does_not_pay(cast, till, jane, form):
    paid = till.pay(jane, "INV-3")
    with cast.within():
        db.session.get_one(Contact, (cast.acme, "CT-1")).portal_role = "Viewer"
        db.session.commit()
    chosen = "payment_method_id=PM-1&invoice_id=INV-2"
    for address in ("/portal/payments/new", f"{REVIEW}?{chosen}", paid.location):
        assert jane.get(address).status_code == 403
    assert jane.post(REVIEW, form()).status_code == 403
    assert len(till.attempts()) == 1 and till.invoice("INV-2").balance == 30_000
    assert jane.get("/portal/payments").status_code == 200


def test_a_forged_form_pays_nothing(jane, form, untouched):
    foreign = {"Origin": "http://initech.localhost:8000"}
    assert jane.post(REVIEW, form(), headers=foreign).status_code == 403
    assert jane.post(REVIEW, form(csrf_token="guessed")).status_code == 403


def test_looking_never_pays(jane, form, untouched):
    for _ in range(3):
        assert jane.get(REVIEW, query_string=form()).status_code == 200
        assert jane.head(REVIEW, query_string=form()).status_code == 200


def test_an_attempt_is_shown_to_its_customer_only(cast, till, jane, visit):
    paid = till.pay(jane, "INV-2")
    assert jane.get(f"/portal/payments/attempts/{uuid.uuid4()}").status_code == 404
    others = [visit("acme").at_portal(cast.bruno), visit("initech").at_portal(cast.initech_user),
              visit("acme-sandbox").at_portal(cast.sandbox_user)]
    assert [other.get(paid.location).status_code for other in others] == [404, 404, 404]


def test_an_attempts_id_gives_a_neighbour_nothing(cast, till, jane, visit):
    """Bruno sends Jane's id with an invoice of his own: neither his nor hers is touched."""
    paid = till.pay(jane, "INV-2")
    stolen = {**paid.form, "payment_method_id": "CANARY-B-PM", "invoice_id": "CANARY-B-INV",
              "amount": "66000"}
    answer = visit("acme").at_portal(cast.bruno).post(REVIEW, stolen)
    assert answer.status_code == 409 and paid.location not in answer.text
    assert len(till.attempts()) == 1 and till.invoice("CANARY-B-INV").balance == 66_000
