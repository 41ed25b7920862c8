"""An address that somebody made up is answered, never stumbled over."""

import base64
import json

import pytest

NUMBERS = ("NaN", "sNaN", "Infinity", "1e999999", "1e-999999", "1e131072", f"0.{1:020001}")


def word(*parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


@pytest.mark.parametrize("number", NUMBERS)
def test_a_cursor_beside_a_number_that_the_database_lacks(jane, number):
    found = jane.get(f"/portal/usages?sort=-quantity&after={word('n', number, 'U-1', 1)}")
    assert found.status_code == 404


@pytest.mark.parametrize("room", ["/portal/invoices", "/setup/customers", "/api/v1/invoices"])
def test_a_cursor_nested_deeper_than_python_reads(cast, jane, stan, room):
    deep = base64.urlsafe_b64encode(b"[" * 3000).decode()
    visitor = stan if room.startswith("/setup") else jane
    key = {"Authorization": "Bearer acme-key"}
    found = visitor.get(f"{room}?after={deep}&cursor={deep}", headers=key)
    assert found.status_code in (404, 422)


@pytest.mark.parametrize("wish", ["/portal/%0d%0aX-Bad: 1", "/portal/%0a", "//evil.example"])
def test_where_to_go_after_signing_in_has_no_second_line(jane, wish):
    found = jane.get(f"/portal/login?next={wish}")
    assert (found.status_code, found.location) == (302, "/portal")


@pytest.mark.parametrize("came_from", ["http://[", "http://[::1/setup/customers"])
def test_a_referrer_that_is_no_address(stan, cast, came_from):
    asked = "/setup/portal-access/disable?customer_id=C-1001"
    assert stan.get(asked, headers={"Referer": came_from}).status_code == 200
