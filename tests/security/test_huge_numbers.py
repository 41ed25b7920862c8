"""No number that somebody types or a company sends is a failure, or is told as another one."""

from decimal import Decimal

import pytest

from tests import ledger

LONG = "12345678901234567890123456789012345678901234567890"
WRITTEN = "12,345,678,901,234,567,890,123,456,789,012,345,678,901,234,567,890"


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e-999", "9" * 900, LONG])
@pytest.mark.parametrize("place", [
    "/portal/invoices?balance.min={}", "/portal/usages?quantity.max={}",
    "/portal/exports/new?table=invoices&balance.min={}", "/portal/filter/usages?quantity.min={}",
])
def test_a_filter_takes_it(jane, place, number):
    assert jane.get(place.format(number)).status_code == 200


def test_a_filter_tells_all_its_digits(jane):
    assert f"at least {WRITTEN}.125" in jane.get(f"/portal/usages?quantity.min={LONG}.125").text


def test_so_does_a_record(cast, jane):
    with cast.within():
        ledger.usage("U-LONG", "C-1001", LONG, cost=Decimal(f"{LONG}.5"))
        ledger.db.session.commit()
    assert WRITTEN in jane.get("/portal/usages").text
    page = jane.get("/portal/usages/U-LONG").text
    assert f">{WRITTEN}" in page and f"{WRITTEN}.5" in page
