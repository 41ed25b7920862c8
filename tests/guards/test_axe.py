"""axe finds no violation of WCAG 2.2 AA on any page of the table, in any company's colour (P18).

In the quick run each page has one of the four looks, by its address; in the full run all of them.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tenants import accent
from tests.axe import LOOKS, Axe, look_of
from tests.guards.street import READERS, Street

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
COLORED = ("/portal/login", "/portal/invoices", "/portal/filter/invoices", "/portal/payments/new",
           "/portal/account/payment-methods")
RARE = ("#000000", "#ffff00", "#808080", "#ff0000", "#00e5ff")
COLORS = ("#ffffff", *(pytest.param(one, marks=pytest.mark.full) for one in RARE))
FAULTS = {
    "label": "<input>", "button-name": "<button></button>", "image-alt": "<img src='data:,'>",
    "color-contrast": "<p style='color: #aaa; background: #fff'>Pale</p>",
    "target-size": "<a href='/1' style='display:block;height:9px'>1</a>" * 2,
}


@pytest.fixture(scope="module")
def street(town, chromium):
    with Street.of(town, chromium) as street:
        for name in READERS:
            street.pages[name].context.add_init_script(AXE_SCRIPT)
        yield street


@pytest.mark.parametrize("looks", [None, pytest.param(LOOKS, marks=pytest.mark.full)])
def test_every_page_of_the_table_is_for_everyone(street, looks, record_property):
    axe = Axe()
    for route, page in street.shown(lambda route: look_of(route.name)):
        axe.look(page, route.name, looks)
    record_property("said", f"Pages of the table, {axe}")
    assert set(axe.states) == set(LOOKS)
    assert axe.states.total() > 45
    assert len(axe.rules) > 40
    assert axe.violations == []


@pytest.mark.parametrize("color", COLORS)
def test_whatever_the_colour(street, color, record_property):
    axe, sheet = Axe(), accent.stylesheet(color)
    page = street.pages["jane"].context.new_page()
    page.route("**/branding/accent-*", lambda it: it.fulfill(body=sheet, content_type="text/css"))
    for path in COLORED:
        page.goto(f"http://acme.localhost:{street.port}{path}")
        axe.look(page, f"{path} in {color}", [("light", 1280), ("dark", 1280)])
    page.close()
    record_property("said", f"In {color}, {axe}")
    assert axe.violations == []


@pytest.mark.parametrize("rule", FAULTS)
def test_what_is_wrong_is_found(street, rule):
    page, axe = street.pages["anonymous"], Axe()
    page.goto("about:blank")
    page.set_content(f"<html lang=en><title>.</title><main><h1>.</h1>{FAULTS[rule]}</main>")
    axe.look(page, "fault", [("light", 1280)])
    assert [each for each in axe.violations if f": {rule}:" in each]
