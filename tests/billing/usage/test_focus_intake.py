"""The small file, from its first row to the bills of its tenants."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from billing.imports.refused import Unreadable
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import InvoiceLine
from billing.people.customer import Customer
from billing.usage.focus import intake as flow
from billing.usage.usage import Usage
from config.database import db
from tenants.tenant import Tenant
from tests.billing.usage.focus_file import EMEA, NIMBUS, STRATUS, row, within, write

ROWS = ("read", "stored", "known", "refused")


def rows(figures):
    return [figures[name] for name in ROWS]


def part(figures, subdomain):
    share = next(each for each in figures["tenants"] if each["subdomain"] == subdomain)
    return [share[name] for name in ("customers", "usages", "invoices", "credits")]


def lines(invoice_id):
    query = select(InvoiceLine.product_name, InvoiceLine.unit_of_measure, InvoiceLine.amount)
    found = query.where(InvoiceLine.invoice_id == invoice_id).order_by(InvoiceLine.invoice_line_no)
    return [tuple(line) for line in db.session.execute(found)]


def test_figures_of_the_small_file(intake):
    figures = intake()
    assert rows(figures) == [32, 32, 0, 0]
    assert part(figures, NIMBUS) == [8, 20, 7, 1]
    assert part(figures, EMEA) == [3, 6, 3, 1]
    assert part(figures, STRATUS) == [3, 6, 3, 0]
    totals = {each["subdomain"]: each["total"] for each in figures["tenants"]}
    assert totals[EMEA] == [
        {"amount": "0.85", "currency": "EUR"}, {"amount": "12", "currency": "JPY"}
    ]


def test_a_second_run_changes_nothing(intake):
    def everything(subdomain):
        with within(subdomain):
            return [
                db.session.execute(select(record.__table__).order_by(*record.__table__.primary_key))
                .all()
                for record in (Customer, Usage, Invoice, InvoiceLine, Credit)
            ]

    first = intake()
    before = [everything(each) for each in (NIMBUS, EMEA, STRATUS)]
    again = intake()
    assert rows(again) == [32, 0, 32, 0]
    assert again["tenants"] == first["tenants"]
    assert [everything(each) for each in (NIMBUS, EMEA, STRATUS)] == before


def test_each_line_is_rounded_and_the_last_makes_the_exact_sum(intake):
    intake()
    with within(NIMBUS):
        invoice = db.session.scalar(select(Invoice).where(Invoice.customer_id == "Quiet-Fjord"))
        assert (invoice.invoice_amount, invoice.status) == (101, "Posted")
        assert invoice.custom_fields["exact_amount"] == "1.01000000003"
        assert (invoice.invoice_date, invoice.due_date) == (date(2024, 10, 1), date(2024, 10, 31))
        assert lines(invoice.invoice_id) == [
            ("Block Storage", "GB", 0), ("Block Storage", "GB-Months", 14),
            ("Edge Delivery", "GB", 61), ("Virtual Machines", "Hours", 26),
        ]
        assert lines("INV-202409-Triple-Third")[-1] == ("Rounding", "", 1)


def test_quantities_and_costs_keep_every_digit(intake):
    intake()
    with within(NIMBUS):
        total, least = db.session.execute(
            select(func.sum(Usage.cost), func.min(Usage.quantity))
            .where(Usage.customer_id == "Quiet-Fjord", Usage.quantity > 0)
        ).one()
    assert (str(total), str(least)) == ("1.01000000003", "3.7300000E-8")


def test_fractions_of_a_cent_wait_uninvoiced(intake):
    intake()
    with within(NIMBUS):
        usages = db.session.scalars(select(Usage).where(Usage.customer_id == "Silent-Meadow")).all()
    assert [usage.invoiced for usage in usages] == [False, False]


def test_credit_rows_become_a_credit_and_adjustments_lines(intake):
    intake()
    with within(NIMBUS):
        credit = db.session.scalar(select(Credit))
        assert (credit.credit_amount, credit.unapplied_amount, credit.status) == (75, 75, "Open")
        assert credit.custom_fields["exact_amount"] == "-0.75370000000"
        assert lines("INV-202409-Amber-Canyon") == [("Virtual Machines", "Hours", 250)]
    with within(STRATUS):
        found = select(InvoiceLine.description).where(
            InvoiceLine.invoice_id == "INV-202409-Amber-Canyon")
        assert db.session.scalars(found).all() == ["", "Adjustment", "Adjustment"]


def test_more_given_back_than_used_becomes_a_credit(intake):
    intake()
    with within(EMEA):
        credit = db.session.scalar(select(Credit))
        assert (credit.customer_id, credit.credit_amount, credit.currency) == (
            "Gentle-Tide", 100, "EUR")


def test_only_the_month_asked_for_is_billed(intake):
    assert [each["invoices"] for each in intake(month=None)["tenants"]] == [0, 0, 0]
    october = intake(month="2024-10")
    assert part(october, STRATUS) == [3, 6, 1, 0] and part(october, NIMBUS)[2:] == [0, 0]
    with within(STRATUS):
        assert lines("INV-202410-Amber-Canyon") == [("COMPUTE", "OCPU Per Hour", 400)]


def test_customers_of_one_name_are_apart_by_issuer_and_have_an_address(intake):
    intake()
    for subdomain in (NIMBUS, EMEA, STRATUS):
        with within(subdomain):
            customer = db.session.scalar(select(Customer).where(Customer.name == "Amber Canyon"))
            contact = customer.billing_contact
            assert (contact.email, contact.access) == ("billing@amber-canyon.example",
                                                       "Not invited")
            assert customer.mail_wanted and not customer.portal_enabled


def test_rows_that_come_later_are_billed_apart(intake, tmp_path):
    intake(write(tmp_path / "one.csv", row()))
    figures = intake(write(tmp_path / "two.csv", row(), row(ResourceId="late", BilledCost="3")))
    assert rows(figures) == [2, 1, 1, 0]
    with within(STRATUS):
        amounts = dict(db.session.execute(select(Invoice.invoice_id, Invoice.invoice_amount)).all())
    assert amounts == {"INV-202409-Quiet-Fjord": 25, "INV-202409-Quiet-Fjord-2": 300}


def test_refused_rows_are_told_by_number_and_the_others_stored(intake, tmp_path):
    path = write(
        tmp_path / "some.csv", row(), row(BilledCost="x"), "\n", "a,b\n", row(ResourceId="5"),
        row(InvoiceIssuerName="", ResourceId="6"), "caf\udce9" + "," * (len(row()) - 1) + "\n",
        '"' + "x" * 1_000_001 + '"\n', row(ResourceId="9"),
    )
    figures = intake(path)
    assert [each["row"] for each in figures["refusals"]][:4] == [3, 5, 7, 8]
    reasons = [each["reason"] for each in figures["refusals"]]
    assert reasons[:3] == ["BilledCost is not a number: “x”", "has 2 fields instead of 16",
                           "InvoiceIssuerName is missing"]
    assert reasons[3] == "is not in UTF-8" and "field larger" in reasons[4]
    assert figures["stored"] == 3 and figures["read"] == 3 + figures["refused"]


def test_a_row_told_twice_in_a_file_is_known(intake, tmp_path):
    assert rows(intake(write(tmp_path / "twice.csv", row(), row()))) == [2, 1, 1, 0]


def test_a_cut_run_is_taken_up_where_it_ended(intake, monkeypatch):
    monkeypatch.setattr(flow, "AT_ONCE", 10)
    store, calls = flow.batch.store, []

    def dying(charges):
        calls.append(charges)
        if len(calls) > 2:
            raise KeyboardInterrupt
        return store(charges)

    monkeypatch.setattr(flow.batch, "store", dying)
    with pytest.raises(KeyboardInterrupt):
        intake()
    monkeypatch.setattr(flow.batch, "store", store)
    figures = intake()
    read, stored, known, refused = rows(figures)
    assert (read, stored + known, refused) == (32, 32, 0) and known < 10
    assert part(figures, NIMBUS) == [8, 20, 7, 1]


def test_what_is_no_focus_file_is_refused_whole(intake, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("name,amount\nx,1\n")
    with pytest.raises(Unreadable, match="BilledCost, BillingCurrency"):
        intake(path)
    path.write_text("")
    with pytest.raises(Unreadable):
        intake(path)
    assert db.session.scalar(select(func.count()).select_from(Tenant)) == 0


def test_a_customer_that_exists_keeps_what_it_has(cast, intake, tmp_path):
    with cast.within():
        db.session.add(Customer(customer_id="Quiet-Fjord", name="Fjord", currency="EUR"))
        db.session.commit()
    intake(write(tmp_path / "one.csv", row()), Stratus="acme")
    with cast.within():
        customer = db.session.scalar(
            select(Customer).where(Customer.customer_id == "Quiet-Fjord"))
        assert (customer.name, customer.currency, customer.contacts) == ("Fjord", "EUR", [])
        assert db.session.scalar(select(Usage.cost).where(
            Usage.customer_id == "Quiet-Fjord")) == Decimal("0.25")
