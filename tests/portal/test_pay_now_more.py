"""Pay Now beside all else: others who pay, bank debits, what the company allows (M6, M10)."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from billing.ledger.method_errand import MethodErrand
from config.database import db
from tenants.payment_setup import PaymentSetup
from tests.portal.test_pay_now import address, link, paid, reviewed  # noqa: F401
from tests.visitor import Visitor


def test_guests_and_a_user_pay_the_same_invoice_at_once(till, jane, cast, link):  # noqa: F811
    def form(guest):
        return guest, f"{link}/payment", reviewed(guest, link)

    payers = [form(Visitor(cast.app, "acme")) for _ in range(3)]
    payers.append((jane, "/portal/payments/review", till.reviewed(jane, "INV-2")))
    with ThreadPoolExecutor(len(payers)) as pool:
        answers = list(pool.map(lambda it: it[0].post(it[1], it[2]).status_code, payers))
    assert sorted(answers) == [303, 409, 409, 409]
    assert [charge["amount"] for charge in till.charges()] == [30_000]
    assert till.invoice("INV-2").balance == 0


def test_a_bank_debit_is_on_its_way_and_keeps_others_from_paying(till, visit, link):  # noqa: F811
    guest = visit("acme")
    assert "Your payment of $300.00 is on its way." in paid(guest, link, "bank").text
    page = guest.get(link).text
    assert "A bank payment is being processed" in page and f"{link}/method" not in page
    assert guest.get(f"{link}/method").location == link


def test_what_was_entered_is_forgotten_at_the_gateway_too(cast, visit, link):  # noqa: F811
    paid(visit("acme"), link)
    with cast.within():
        errand = db.session.scalars(select(MethodErrand)).one()
        assert (errand.kind, errand.method.status) == ("remove", "One-time")
        errand.carry_out()
        assert errand.due_at is None


def test_where_nothing_can_be_entered_the_page_says_so(cast, visit, link):  # noqa: F811
    with cast.within():
        rules = db.session.scalars(select(PaymentSetup)).one()
        rules.cards = rules.bank_accounts = False
        rules.bank_instructions = "First Bank, account 12345"
        db.session.commit()
    guest = visit("acme")
    page = guest.get(link).text
    assert "cannot be paid online" in page and "First Bank, account 12345" in page
    assert guest.get(f"{link}/method").location == link


def test_fields_that_the_company_hides_stay_hidden(cast, visit, link):  # noqa: F811
    guest = visit("acme")
    told = ("Due date", "Total", "$500.00", "$200.00", "Past due")
    assert all(word in guest.get(link).text for word in told)
    cast.hide("invoices", "due_date", "invoice_amount", "status")
    page = guest.get(link).text
    assert "$300.00" in page and not any(word in page for word in told)
