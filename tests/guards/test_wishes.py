"""What a reader's system asks for is done: no movement, and a record on paper, light and whole."""

import pytest

from tests.guards.street import Street

pytestmark = [pytest.mark.journey, pytest.mark.timeout(120)]
A4 = {"width": 718, "height": 1000}  # what margins leave of the sheet
MOVING = """() => [...document.querySelectorAll("*")]
    .flatMap((one) => [null, "::before"].map((part) => getComputedStyle(one, part)))
    .filter((style) => parseFloat(style.transitionDuration) || style.animationName !== "none")
    .length"""
SHOWN = "all => all.filter((one) => one.offsetParent).length"


@pytest.fixture(scope="module")
def jane(town, chromium):
    with Street.of(town, chromium, viewport=A4, color_scheme="dark") as street:
        page = street.pages["jane"]
        page.goto(f"http://acme.localhost:{street.port}/portal/invoices/INV-1")
        yield page


def test_nothing_moves_for_who_wants_it_so(jane):
    assert jane.evaluate(MOVING) > 0
    jane.emulate_media(reduced_motion="reduce")
    assert jane.evaluate(MOVING) == 0


@pytest.mark.parametrize("theme", ["", "dark"])
def test_a_record_on_paper_is_light_whole_and_without_menus(jane, theme):
    jane.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
    jane.emulate_media(media="screen")
    assert jane.locator("table").evaluate("one => getComputedStyle(one).display") == "block"
    jane.emulate_media(media="print")
    assert jane.locator("table").evaluate("one => getComputedStyle(one).display") == "table"
    assert jane.locator(".menu, nav, .button, .back").evaluate_all(SHOWN) == 0
    ink = jane.locator("h1").evaluate("one => getComputedStyle(one).color")
    assert ink == "rgb(31, 28, 24)"
