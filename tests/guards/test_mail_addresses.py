"""A mail address stays in one piece on a phone, as long as the phone is wide enough for it."""

import pytest

from tests.guards.street import Street

pytestmark = [pytest.mark.journey, pytest.mark.timeout(120)]
PHONE = {"width": 390, "height": 844}
LINES = """(one, words) => {
    one.textContent = words;
    const line = parseFloat(getComputedStyle(one).lineHeight);
    return Math.round(one.getBoundingClientRect().height / line);
}"""


@pytest.fixture(scope="module")
def page(town, chromium):
    with Street.of(town, chromium, viewport=PHONE) as street:
        page = street.pages["stan"]
        page.goto(f"http://acme.localhost:{street.port}/setup/customers")
        yield page


@pytest.mark.parametrize("words, lines", [
    ("jane@atlas.example", 1), ("accounts.payable@northwindlogistics.example", 1),
    ("accounts.payable.department@northwindlogistics.example" * 2, 3),
])
def test_in_the_list_of_customers(page, words, lines):
    assert page.locator("td.text small").first.evaluate(LINES, words) == lines
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
