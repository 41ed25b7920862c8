"""Money and usages are of days that have come, and nothing ends before it begins (M13, I2)."""

from datetime import timedelta

import pytest

from config import clock
from tests.api.test_customers import faults
from tests.api.test_invoices import NEW as INVOICE
from tests.api.test_payments import NOTE, WIRE
from tests.api.test_usages import NEW as USAGE
from tests.ledger import ZONE

DATED = (("payments", WIRE, "payment_date"), ("credits", NOTE, "credit_date"),
         ("usages", USAGE, "date"))
NOT_YET = "This day has not come yet."


@pytest.mark.parametrize("kind, body, field", DATED)
def test_what_has_not_come_is_refused_and_today_is_not(program, kind, body, field):
    today = clock.today(ZONE)
    for day in (today + timedelta(days=2), "2999-12-31"):
        told = faults(program.post(f"/{kind}", json={**body, field: str(day)}))
        assert told == {f"/{field}": NOT_YET}
    key = f"{kind[:-1]}_id"
    said = {name: value for name, value in body.items() if name != key}
    for day, status in ((today, 201), (today, 200), (today + timedelta(days=2), 422)):
        answer = program.put(f"/{kind}/{body[key]}", json={**said, field: str(day)})
        assert answer.status_code == status, answer.text


@pytest.mark.parametrize("change, pointer", (
    ({"due_date": "2026-10-31"}, "/due_date"), ({"invoice_date": "2026-12-02"}, "/due_date"),
    ({"lines": [{"amount": "1"}, {"amount": "1", "start_date": "2026-11-02",
                                  "end_date": "2026-11-01"}]}, "/lines/1/end_date"),
))
def test_nothing_ends_before_it_begins(program, change, pointer):
    assert set(faults(program.post("/invoices", json={**INVOICE, **change}))) == {pointer}
    program.post("/invoices", json=INVOICE)
    assert set(faults(program.patch("/invoices/N-1", json=change))) == {pointer}
    same = {"due_date": INVOICE["invoice_date"]}
    assert program.patch("/invoices/N-1", json=same).status_code == 200
