"""Long words on a small screen: no page is wider than 320 px or cuts what it says (P18, P19).

German is a third longer than English, and its words break nowhere; the language here is longer
still. 320 px is what 400 % zoom leaves of a usual screen (WCAG 1.4.10); letters, words, lines and
paragraphs stand as far apart as a reader may set them (1.4.12).
"""

import pytest

from tests.guards.street import Street
from tests.languages import pseudo

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
NARROW = {"width": 320, "height": 780}
APART = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
TOO_WIDE = """() => {
    const wide = [...document.querySelectorAll("body *")].filter((one) => {
        const box = one.getBoundingClientRect();
        const scrolls = one.closest(".scroll, .vh, [hidden], pre, svg");
        const over = box.right > innerWidth + 1 || box.left < -1 || one.scrollWidth > innerWidth;
        return box.width && !scrolls && over;
    });
    const page = document.documentElement.scrollWidth > innerWidth;
    return page ? wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)) : [];
}"""
# A name that is cut is whole in its title.
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
    const style = getComputedStyle(one);
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
    const over = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
    const told = !one.textContent.trim() || one.closest(".vh, svg, [title], thead");
    return hides && over && !told && one.clientWidth > 1;
}).slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""
FAULTS = (TOO_WIDE, CUT)


@pytest.fixture(scope="module")
def street(town, chromium):
    with pseudo.spoken(town.app), Street.of(town, chromium, viewport=NARROW) as street:
        yield street


def faults(page):
    return [found for look in FAULTS if (found := page.evaluate(look))]


def test_no_page_scrolls_sideways_or_cuts_its_text(street):
    found = {}
    for route, page in street.shown():
        found[route.name] = faults(page)
        page.evaluate(APART)
        found[f"{route.name}, set apart"] = faults(page)
    assert len(found) > 100
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("words", [
    "<p>" + "Zahlungsaufforderung" * 9 + "</p>",
    "<p style='height: 1em; overflow: hidden'>Zahlungsaufforderung<br>Mahnung</p>",
])
def test_what_is_too_wide_or_cut_is_found(street, words):
    page = street.pages["anonymous"]
    page.goto("about:blank")
    page.set_content(words)
    assert faults(page)
    page.set_content("<p>Kurz</p>")
    assert faults(page) == []
