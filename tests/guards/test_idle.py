"""Who is about to be signed out for idleness is told in time, and stays by one press (WCAG 2.2)."""

import pytest

from tests.guards.street import Street

pytestmark = [pytest.mark.journey, pytest.mark.timeout(120)]


@pytest.fixture
def page(town, chromium):
    with Street.of(town, chromium) as street:
        page = street.pages["jane"]
        page.clock.install()
        page.goto(f"http://acme.localhost:{street.port}/portal/invoices")
        yield page


def test_five_minutes_before_the_end_there_is_a_way_to_stay(page):
    warning = page.get_by_role("alert")
    page.clock.fast_forward("54:30")
    assert warning.count() == 0
    page.clock.fast_forward("00:31")
    warning.wait_for()
    with page.expect_response("**/portal/account") as kept:
        warning.get_by_role("button").click()
    assert kept.value.ok
    warning.wait_for(state="hidden")
    page.clock.fast_forward("55:01")
    warning.wait_for()
