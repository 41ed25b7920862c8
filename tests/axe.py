"""What axe finds on a page as it stands in the browser, light and dark, narrow and wide."""

from collections import Counter
from itertools import product
from zlib import crc32

from axe_playwright_python.base import AXE_SCRIPT

LEVEL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ADVICE = "best-practice"
SCHEMES, WIDTHS = ("light", "dark"), (360, 1280)
LOOKS = tuple(product(SCHEMES, WIDTHS))
# The room of what an open menu covers is told by the page with the menu closed.
RUN = """async (tags) => {
    const told = await axe.run(document, {
        runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
    return {rules: [...told.passes, ...told.violations].map((one) => one.id),
            wrong: told.violations.map((one) => ({id: one.id, tags: one.tags, nodes: one.nodes
                .filter((node) => one.id !== "target-size" || !covered(node)).map(words)}))
                .filter((one) => one.nodes.length)};
    function covered(node) {
        const menu = document.querySelector("details.menu[open]");
        return menu && !menu.contains(document.querySelector(node.target[0]));
    }
    function words(node) {
        const why = [...node.any, ...node.all].map((one) => one.message);
        return `${node.html.slice(0, 160)} ${why.join("; ")}`;
    }
}"""


class Axe:
    """Looks at states; `violations` are of WCAG 2.2 AA, `advice` is axe's good practice."""

    def __init__(self):
        self.states, self.rules = Counter(), set()
        self.violations, self.advice = [], []

    def look(self, page, name, looks=None):
        """In the look that is its own, or in those that are given."""
        for scheme, width in looks or (look_of(name),):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 800})
            self.note(f"{name}, {scheme}, {width} px", run(page))
            self.states[scheme, width] += 1

    def note(self, name, told):
        self.rules |= set(told["rules"])
        for each in told["wrong"]:
            found = self.advice if ADVICE in each["tags"] else self.violations
            found.append(f"{name}: {each['id']}: {each['nodes'][:2]} of {len(each['nodes'])}")

    def __str__(self):
        shown = ", ".join(f"{n} {scheme} at {width} px" for (scheme, width), n in
                          sorted(self.states.items()))
        return (f"axe: {self.states.total()} states ({shown}), {len(self.rules)} rules, "
                f"{len(self.violations)} violations of WCAG 2.2 AA, {len(self.advice)} of advice")


def look_of(name):
    """One of the four, the same in every run, so that each name has one and each look has names."""
    return LOOKS[crc32(name.encode()) % len(LOOKS)]


def run(page):
    if not page.evaluate("!!window.axe"):
        page.evaluate(f"{AXE_SCRIPT}; 0")
    return page.evaluate(RUN, [*LEVEL, ADVICE])
