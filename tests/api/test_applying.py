"""Programs and people who move the same money at once: nobody waits for ever, nothing is counted
twice (D21, D26).
"""

from itertools import cycle, islice

import pytest
from sqlalchemy import func, select

from billing.ledger.allocation import Allocation
from billing.ledger.invoice import Invoice
from config.database import db
from tests.api.test_paying import at_once
from tests.api.test_payments import NOTE, WIRE
from tests.till import Till

INVOICES = ("INV-2", "INV-3")


@pytest.fixture
def sources(program):
    program.post("/payments", json={**WIRE, "invoices": []})
    program.post("/payments", json={**WIRE, "payment_id": "W-2", "invoices": []})
    program.post("/credits", json=NOTE)
    return "/payments/W-1", "/payments/W-2", "/credits/N-1"


def shares(number):
    """Either order, and amounts that sometimes are too much for both."""
    ordered = INVOICES[::-1] if number % 2 else INVOICES
    return {"invoices": [{"invoice_id": each, "amount": f"{10 * (number % 5 + 1)}.00"}
                         for each in ordered]}


def test_all_at_once_the_books_agree(program, cast, jane, sources):
    form = Till(cast).reviewed(jane, *INVOICES)
    calls = [lambda path=path, number=number: program.patch(path, json=shares(number))
             for number, path in enumerate(islice(cycle(sources), 15))]
    calls.append(lambda: jane.post("/portal/payments/review", form))
    statuses = [answer.status_code for answer in at_once(calls)]
    assert set(statuses) <= {200, 303, 409, 422}
    with cast.within():
        for invoice_id in INVOICES:
            counted = select(func.sum(Allocation.amount)).where(
                Allocation.invoice_id == invoice_id)
            invoice = db.session.get_one(Invoice, (cast.acme, invoice_id))
            assert invoice.paid_amount == db.session.scalar(counted)
