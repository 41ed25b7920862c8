"""A browser driven by keys alone; every stop of the focus must be seen, and none may hold it."""

MOST = 120  # stops on the longest page
# What is told of the stop: nothing when the focus can be seen, else why it cannot.
STOP = """async () => {
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
    const it = document.activeElement;
    if (!it || it === document.body) return "";
    const name = it.outerHTML.slice(0, 140);
    const ringed = (one, part) => {
        const style = one && getComputedStyle(one, part);
        return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    };
    if (!ringed(it) && !ringed(it, "::after") && !ringed(it.closest(".choice"))
        && !ringed(it.nextElementSibling)) return `no ring: ${name}`;
    const box = it.getBoundingClientRect();
    const at = (x, y) => document.elementFromPoint(x, y);
    const points = [.2, .5, .8].map((part) =>
        at(box.left + box.width * part, box.top + box.height / 2));
    const seen = points.some((one) => one && (it.contains(one) || one.contains(it) ||
        [...it.labels ?? []].some((label) => label.contains(one))));
    return seen && box.width ? "" : `under something: ${name}`;
}"""


class Keys:
    def __init__(self, page):
        self.page, self.stops = page, 0

    def to(self, target):
        """Tab until the element has the focus; fails where it cannot be reached."""
        target = target.first
        target.wait_for(state="attached")
        for _ in range(MOST):
            self.press("Tab")
            if self.on(target):
                return self
        raise AssertionError(f"the focus never comes to {target}")

    def through(self):
        """Tab to the page's end."""
        self.press("Tab")
        while self.page.evaluate("document.activeElement !== document.body"):
            self.press("Tab")
        return self

    def stop(self):
        return self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")

    def on(self, target):
        return target.evaluate("one => one === document.activeElement")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            if key in ("Tab", "Shift+Tab", "ArrowDown", "ArrowUp"):
                self.stops += 1
                told = self.page.evaluate(STOP)
                assert not told, told
        return self

    def type(self, words):
        self.page.keyboard.type(words)
        return self

    def follow(self, target, key="Enter"):
        """Come to it and press; waits for the page that it leads to."""
        self.to(target)
        with self.page.expect_navigation():
            self.press(key)
        return self

    def sign_in(self, address, person):
        self.page.goto(address)
        self.to(self.page.get_by_label("E-mail")).type(person["email"])
        self.to(self.page.get_by_label("Password")).type(person["password"])
        with self.page.expect_navigation():
            self.press("Enter")
