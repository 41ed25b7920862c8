"""What changes with a record changes it: who asks for changes since a moment is told (I4)."""

import io
from datetime import timedelta

import pytest

from config import clock
from tests.api.test_invoices import NEW as INVOICE
from tests.api.test_subscriptions import NEW as SUBSCRIPTION

SWAPPED = [{"amount": "10.50"}, {"amount": "100.00", "line_tax": "19.00"}]


def told(program, kind, since):
    answer = program.get(f"/{kind}", query_string={"updated_since": since})
    return [each[f"{kind[:-1]}_id"] for each in answer.json["data"]]


@pytest.fixture
def since(program):
    """A moment after two records were made; what is done from then on is done an hour later."""
    for kind, body in (("invoices", INVOICE), ("subscriptions", SUBSCRIPTION)):
        assert program.post(f"/{kind}", json=body).status_code == 201
    with clock.travelled(hours=1):
        yield (clock.now() - timedelta(minutes=30)).isoformat()


@pytest.mark.parametrize("kind, lines", (
    ("subscriptions", [{**SUBSCRIPTION["lines"][0], "quantity": "11"}, SUBSCRIPTION["lines"][1]]),
    ("subscriptions", SUBSCRIPTION["lines"][:1]), ("subscriptions", SUBSCRIPTION["lines"][::-1]),
    ("invoices", [*INVOICE["lines"], {"amount": "0.00"}]), ("invoices", SWAPPED),
))
def test_a_record_changes_with_its_lines(program, since, kind, lines):
    assert told(program, kind, since) == []
    changed = program.patch(f"/{kind}/N-1", json={"lines": lines})
    assert changed.status_code == 200 and changed.json["updated_by"] == "tests"
    assert told(program, kind, since) == ["N-1"]


@pytest.mark.parametrize("kind, body", (("subscriptions", SUBSCRIPTION), ("invoices", INVOICE)))
def test_the_same_lines_again_are_no_change(program, since, kind, body):
    assert program.put(f"/{kind}/N-1", json=body).status_code == 200
    assert told(program, kind, since) == []


def test_an_invoice_changes_with_its_files(program, since):
    file = {"file": (io.BytesIO(b"terms"), "terms.txt")}
    added = program.post("/invoices/N-1/attachments", data=file,
                         content_type="multipart/form-data").json
    assert told(program, "invoices", since) == ["N-1"]
    with clock.travelled(hours=2):
        later = (clock.now() - timedelta(minutes=30)).isoformat()
        program.send("DELETE", f"/invoices/N-1/attachments/{added['attachment_id']}")
        assert told(program, "invoices", later) == ["N-1"]
        assert program.get("/invoices/N-1").json["updated_by"] == "tests"
