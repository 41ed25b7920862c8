"""Paying a part, with open credits, more than is due, or for a child, as the pages have it (M2)."""

from html import unescape

import pytest
from sqlalchemy import select, update

from billing.ledger.credit import Credit
from billing.people.customer import Customer
from config.database import db
from mailers import delivery
from mailers.mail import Mail
from tenants.payment_setup import PaymentSetup
from tests import ledger
from tests.cast import login
from tests.till import Till, hidden

NEW, REVIEW = "/portal/payments/new", "/portal/payments/review"


@pytest.fixture
def allow(cast):
    """Let acme's customers do so when they pay."""

    def change(**rules):
        with cast.within():
            db.session.execute(update(PaymentSetup).values(**rules))
            db.session.commit()

    return change


@pytest.fixture
def free(allow):
    allow(part_payments=True, overpayments=True)


def reviewed(visitor, *invoice_ids, method="PM-1", **more):
    """(the review page, its form); amounts are typed as INV_2="1.50"."""
    chosen = [("payment_method_id", method), *(("invoice_id", each) for each in invoice_ids)]
    chosen += [(f"amount.{key.replace('_', '-')}" if key.startswith("INV") else key, value)
               for key, value in more.items()]
    page = visitor.get(REVIEW, query_string=chosen)
    assert page.status_code == 200, page.text
    return unescape(page.text), hidden(page.text)


def paid(visitor, form):
    answer = visitor.post(REVIEW, form)
    assert answer.status_code == 303, answer.text
    return unescape(visitor.get(answer.location).text)


def receipt(cast):
    """The only receipt's letter, as text."""
    with cast.within():
        mail = db.session.scalars(select(Mail).where(Mail.template == "payment_receipt")).one()
        return delivery.written(mail).get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_the_company_decides_what_is_offered(allow, jane):
    page = jane.get(NEW).text
    assert 'name="amount.INV-2"' not in page and "bank transfer" not in page
    assert 'data-credits="2500"' in page
    allow(part_payments=True, credits=False, bank_instructions="Harbor Bank <1234>\nName INV-2")
    page = jane.get(NEW).text
    assert 'name="amount.INV-2" value="300.00" min="0.01" max="300.00" step="0.01"' in page
    assert "data-credits" not in page and "Harbor Bank &lt;1234&gt;\nName INV-2" in page


def test_what_is_not_allowed_is_not_done_either(allow, till, jane):
    allow(credits=False)
    _, form = reviewed(jane, "INV-2", credits="USD")
    assert form["total"] == ["30000"]
    for changes in ({"total": ["27500"]}, {"amount": ["29999"], "total": ["29999"]},
                    {"amount": ["30001"], "total": ["30001"], "surplus": ["1"]}):
        assert jane.post(REVIEW, {**form, **changes}).status_code == 409
    assert till.attempts() == []


def test_a_part_credits_and_a_rest_in_one_payment(free, till, jane):
    page, form = reviewed(jane, "INV-2", "INV-3", INV_2="120.5", INV_3="210.00", credits="USD")
    for shown in ("$120.50", "$179.50 stays due", "−$25.00", "$10.00", "Pay $305.50"):
        assert shown in page
    done = paid(jane, form)
    assert "You paid $305.50." in done and "PT-1001-CR" in done and "$25.00" in done
    charge, = till.charges()
    assert charge["amount"] == 30_550
    assert [till.invoice(each).balance for each in ("INV-2", "INV-3")] == [17_950, 0]
    assert "$10.00" in jane.get("/portal/credits/PT-1001-CR").text
    page = jane.get("/portal/payments/PT-1001").text
    assert "$295.50" in page and "Kept as a credit" in page
    assert jane.get("/portal/payments/PT-1001/receipt.pdf").data.startswith(b"%PDF")
    assert "$169.50" in jane.get("/portal/payments").text  # 179.50 is due, 10.00 a credit
    assert "Kept as a credit: $10.00\nPaid: $305.50" in receipt(till.cast)


def test_back_keeps_what_was_typed(free, jane):
    page, _ = reviewed(jane, "INV-2", "INV-3", INV_2="120.5", credits="USD")
    back = page.split('class="button large" href="')[1].split('"')[0]
    page = jane.get(back).text
    assert 'name="amount.INV-2" value="120.50"' in page
    assert 'name="amount.INV-3" value="200.00"' in page
    assert 'data-credits="2500" checked' in page


def test_what_is_no_amount_is_told(free, jane):
    for typed in ("0", "-1", "1,50", "1.005", "1e3", "x", "9" * 13):
        answer = jane.get(f"{REVIEW}?payment_method_id=PM-1&invoice_id=INV-2&amount.INV-2={typed}")
        assert answer.status_code == 422, typed
        assert "Type an amount to pay on invoice INV-2, such as $300.00." in answer.text


def test_more_than_is_due_is_told_where_it_is_not_taken(allow, jane):
    allow(part_payments=True)
    answer = jane.get(f"{REVIEW}?payment_method_id=PM-1&invoice_id=INV-2&amount.INV-2=300.01")
    assert answer.status_code == 422 and "$300.00 is due on invoice INV-2." in answer.text


def test_credits_alone_pay_without_a_method(cast, till, jane):
    with cast.within():
        ledger.credit("CR-2", "C-1001", 30_000)
        db.session.commit()
    page, form = reviewed(jane, "INV-2", method="", credits="USD")
    assert "Pay with credits" in page
    done = paid(jane, form)
    assert "Open credits paid $300.00." in done and done == paid(jane, form)
    assert till.payments() == [] and till.charges() == []
    assert till.invoice("INV-2").status == "Paid"


def test_a_declined_payment_offers_the_same_choice(cast, free, till, jane):
    declined = till.add_method("card_declined")
    _, form = reviewed(jane, "INV-2", method=declined, INV_2="310.00", credits="USD")
    page = paid(jane, form)
    assert "The payment did not go through" in page and "Pay $285.00" in page
    with cast.within():
        assert db.session.get_one(Credit, (cast.acme, "CR-1")).applied_amount == 0
    assert "You paid $285.00." in paid(jane, {**hidden(page), "payment_method_id": ["PM-1"]})


def test_credits_that_went_elsewhere_are_not_counted_on(till, jane):
    _, first = reviewed(jane, "INV-2", credits="USD")
    _, second = reviewed(jane, "INV-3", credits="USD")
    paid(jane, first)
    answer = jane.post(REVIEW, second)
    assert answer.status_code == 409 and "What is to be paid has changed" in answer.text
    assert len(till.charges()) == 1


def test_a_bank_debit_holds_its_credits(till, jane):
    _, form = reviewed(jane, "INV-2", method=till.add_method("bank"), credits="USD")
    assert "Your payment of $275.00 is on its way." in paid(jane, form)
    assert "data-credits" not in jane.get(NEW).text


@pytest.fixture
def dora(cast, visit):
    """Of Delta Holding, whose child Delta North is open; neither owes anything but N-1."""
    with cast.within():
        user = login("dora@delta.example")
        for customer_id in ("C-1004", "C-1005"):
            db.session.get(Customer, (cast.acme, customer_id)).portal_enabled = True
        contact = db.session.get(Customer, (cast.acme, "C-1004")).billing_contact
        contact.access, contact.portal_user_id, contact.portal_role = "Enabled", user, "Owner"
        ledger.invoice("N-1", "C-1005", 20_000, days=-4)
        ledger.method("PM-H", "C-1004", "tm_visa")
        db.session.commit()
    return visit("acme").at_portal(user)


def test_a_parent_pays_for_its_child(cast, dora, visit):
    assert "Make Payment" in dora.get("/portal/invoices").text
    page = dora.get(NEW).text
    assert "N-1" in page and "Delta North" in page
    review, form = reviewed(dora, "N-1", method="PM-H")
    assert "Delta North" in review
    done = paid(dora, form)
    assert "You paid $200.00." in done and "/portal/invoices/N-1" in done
    assert Till(cast).invoice("N-1").status == "Paid"
    assert "You paid" not in visit("acme").at_portal(cast.jane).get(NEW).text


def test_the_child_is_not_led_to_its_parents_payment(cast, dora, visit):
    with cast.within():
        ledger.method("PM-slow", "C-1004", "tm_bank")
        nora = login("nora@delta.example")
        contact = db.session.get(Customer, (cast.acme, "C-1005")).billing_contact
        contact.access, contact.portal_user_id, contact.portal_role = "Enabled", nora, "Owner"
        db.session.commit()
    _, form = reviewed(dora, "N-1", method="PM-slow")
    paid(dora, form)
    page = visit("acme").at_portal(nora).get("/portal/invoices/N-1").text
    assert "is being processed since" in page and "/portal/payments/attempts" not in page
