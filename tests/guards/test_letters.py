"""A letter in its template's preview, in a real browser: it looks as it will, and runs nothing.

Its frame is nobody's, so it is looked at from outside, as the browser's own inspector does.
"""

import pytest
from playwright.sync_api import Error

from tests.guards.street import entered, served

pytestmark = [pytest.mark.journey, pytest.mark.timeout(120)]
PREVIEW = "/setup/templates/invoice/en/preview"
RAN = "document.body.textContent = 'it' + ' ran'"
ATTACKS = [f"<script>{RAN}</script>", f"<img src='data:,' onerror=\"{RAN}\">",
           f"<svg onload=\"{RAN}\"></svg>",
           f"<iframe srcdoc=\"<script>parent.{RAN}</script>\"></iframe>"]
LETTER = "<body><p>Invoice INV-1 of Acme Cloud is due</p></body>"
WRITE = """(words) => new Promise((told) => {
    const frame = document.querySelector("iframe");
    frame.onload = () => setTimeout(told, 300);
    frame.srcdoc = frame.srcdoc.replace("</body>", words + "</body>");
})"""


@pytest.fixture(scope="module")
def preview(town, chromium):
    with served(town.app) as port:
        context = chromium.new_context()
        page = entered(town, "stan", context)
        page.goto(f"http://acme.localhost:{port}{PREVIEW}")
        yield page
        context.close()


class Inspector:
    """Looks into the letter's frame, which a browser may keep in a process of its own or not."""

    def __init__(self, page):
        try:
            self.session, within = page.context.new_cdp_session(page.frames[1]), False
        except Error:
            self.session, within = page.context.new_cdp_session(page), True
        for domain in ("DOM", "CSS"):
            self.session.send(f"{domain}.enable")
        root = self.session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
        self.root = next(filter(None, map(framed, nodes(root)))) if within else root

    def style(self, selector):
        found = self.session.send("DOM.querySelector", {
            "nodeId": self.root["nodeId"], "selector": selector})["nodeId"]
        told = self.session.send("CSS.getComputedStyleForNode", {"nodeId": found})
        return {each["name"]: each["value"] for each in told["computedStyle"]}

    @property
    def text(self):
        return " ".join(each["nodeValue"] for each in nodes(self.root)
                        if each["nodeName"] == "#text")


def framed(node):
    return node.get("contentDocument")


def nodes(root):
    yield root
    for each in (*root.get("children", ()), *filter(None, [framed(root)])):
        yield from nodes(each)


def test_it_keeps_its_styles(preview):
    inspector = Inspector(preview)
    style = inspector.style("table.page [style*=padding]")
    assert style["padding-left"] not in ("", "0px", "1px")
    assert inspector.style("a[style]")["font-family"] != inspector.style("html")["font-family"]


@pytest.mark.parametrize("words", ATTACKS, ids=["script", "picture", "drawing", "frame"])
def test_it_runs_nothing(preview, words):
    preview.reload()
    before = Inspector(preview).text
    preview.evaluate(WRITE, words)
    after = Inspector(preview).text
    assert "it ran" not in after and before.split()[:5] == after.split()[:5]


@pytest.mark.parametrize("words", ATTACKS[:3], ids=["script", "picture", "drawing"])
def test_what_runs_is_seen(preview, words):
    page = preview.context.new_page()
    page.set_content("<iframe sandbox='allow-scripts'></iframe>")
    page.evaluate("letter => { document.querySelector('iframe').srcdoc = letter }", LETTER)
    page.wait_for_timeout(300)
    page.evaluate(WRITE, words)
    assert Inspector(page).text == "it ran"
    page.close()
