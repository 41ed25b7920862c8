"""The sample of the FinOps Foundation, where FOCUS_SAMPLE says where it lies; see docs/focus.md."""

import os

import pytest
from sqlalchemy import func, select

from billing.ledger.invoice import Invoice
from billing.people.customer import Customer
from billing.usage.usage import Usage
from config.database import db
from tests.billing.usage.focus_file import within

SAMPLE = os.environ.get("FOCUS_SAMPLE")
pytestmark = pytest.mark.skipif(not SAMPLE, reason="FOCUS_SAMPLE names no file")


def test_the_sample_by_issuer(intake):
    figures = intake(SAMPLE)
    assert [figures[name] for name in ("read", "stored", "known", "refused")] == [1000, 1000, 0, 0]
    assert sum(each["customers"] for each in figures["tenants"]) == 73
    told = {each["subdomain"]: (each["customers"], each["usages"], each["invoices"])
            for each in figures["tenants"]}
    assert told == {
        "amazonwebservicesinc": (59, 909, 37), "amazonwebservicescanadainc": (4, 24, 2),
        "amazonwebservicesemeasarl": (3, 9, 0), "microsoft": (4, 51, 3), "oracle": (3, 7, 2),
    }


def test_orion_zenith(intake):
    intake(SAMPLE)
    with within("amazonwebservicesinc"):
        customer_id = db.session.scalar(
            select(Customer.customer_id).where(Customer.name == "Orion Zenith"))
        used = select(func.count(), func.sum(Usage.cost)).where(Usage.customer_id == customer_id)
        count, cost = db.session.execute(used).one()
        invoice = db.session.scalar(select(Invoice).where(Invoice.customer_id == customer_id))
        assert (count, str(cost)) == (215, "1.34085467460")
        assert invoice.invoice_amount == 134 == sum(line.amount for line in invoice.lines)
        assert invoice.lines[-1].product_name == "Rounding"


def test_a_second_run_changes_nothing(intake):
    first, again = intake(SAMPLE), intake(SAMPLE)
    assert (again["stored"], again["known"]) == (0, 1000)
    assert again["tenants"] == first["tenants"]
