"""What is left of a payment or credit is applied by staff, and taken off again (M13, D21)."""

import re

import pytest

from config.database import db
from tests import ledger
from tests.setup.pages import messages, text
from tests.till import Till, copied

ATLAS = "/setup/customers/C-1001"


@pytest.fixture
def till(cast):
    with cast.within():
        ledger.payment("PAY-9", "C-1001", 25_000, {})
        db.session.commit()
    return Till(cast)


def source(cast, record, key):
    with cast.within():
        return copied(db.session.get_one(record, (cast.acme, key)))


@pytest.mark.parametrize(("here", "amount", "left"), [
    (f"{ATLAS}/payments/PAY-9", "250.00", 5_000), (f"{ATLAS}/credits/CR-1", "25.00", 27_500),
], ids=["payment", "credit"])
def test_a_rest_is_applied_and_taken_off_again(cast, till, stan, here, amount, left):
    assert f'href="{here}/applications/new"' in text(stan.get(here))
    assert 'name="amount.INV-2"' in text(stan.get(f"{here}/applications/new"))
    answer = stan.post(f"{here}/applications", {"amount.INV-2": amount})
    assert messages(stan, answer)[0] == "It has been applied."
    assert till.invoice("INV-2").balance == left
    page = text(stan.get(here))
    assert "/applications/new" not in page
    off = re.search(rf'href="({here}/applications/\d+)"', page)[1]
    assert "is owed on invoice INV-2 again" in text(stan.get(off))
    assert messages(stan, stan.post(off))[0] == "It is not applied any more."
    assert till.invoice("INV-2").balance == 30_000
    assert f'href="{here}/applications/new"' in text(stan.get(here))
    assert stan.post(off).status_code == 404


@pytest.mark.parametrize(("typed", "why"), [
    ({"amount.INV-2": "250.01"}, "Only $250.00 is not applied yet."),
    ({"amount.INV-3": "200.01"}, "Invoice INV-3 cannot take so much: $200.00 is owed on it."),
    ({"amount.INV-1": "1"}, "Invoice INV-1 cannot take so much: $0.00 is owed on it."),
    ({}, "Enter an amount beside an invoice."),
])
def test_what_cannot_be_applied_is_told(till, stan, typed, why):
    answer = stan.post(f"{ATLAS}/payments/PAY-9/applications", typed)
    assert why in text(answer, 422)
    assert till.invoice("INV-2").balance == 30_000


def test_nothing_is_applied_to_what_is_being_paid(till, stan, jane):
    till.pay(jane, "INV-2", method=till.add_method("bank"))
    answer = stan.post(f"{ATLAS}/payments/PAY-9/applications", {"amount.INV-2": "10"})
    assert "A payment of invoice INV-2 is under way" in text(answer, 422)


def test_an_application_is_found_under_its_own_payment_only(cast, till, stan):
    page = text(stan.get(f"{ATLAS}/payments/PAY-1"))
    off = re.search(r"PAY-1/applications/(\d+)", page)[1]
    assert stan.get(f"{ATLAS}/payments/PAY-1/applications/{off}").status_code == 200
    assert stan.post(f"{ATLAS}/payments/PAY-9/applications/{off}").status_code == 404
    theirs = "/setup/customers/C-1002/payments/PAY-1"
    assert stan.post(f"{theirs}/applications/{off}").status_code == 404
