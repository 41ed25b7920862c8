// Menus that close as people expect, the colour switch, and dialogs.
// Everything here only improves what works without it.

const themes = document.querySelector(".themes");

function close(menu, refocus) {
  menu.open = false;
  if (refocus) menu.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target)) close(menu);
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  if (event.key === "Escape") close(menu, true);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const items = [...menu.querySelectorAll(".item:not([hidden])")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    const at = items.indexOf(document.activeElement);
    items.at((at < 0 ? (step > 0 ? 0 : -1) : at + step) % items.length).focus();
    event.preventDefault();
  }
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
});

// What stands in a row wider than the screen is brought into sight: the open tab, and what has the
// focus. scrollIntoView would take the focus along in some browsers.
const ROWS = ".tabs, thead, thead tr, .scroll";

function center(one) {
  for (let row = one?.closest(ROWS); row; row = row.parentElement.closest(ROWS)) {
    if (row.scrollWidth <= row.clientWidth) continue;
    const [inner, outer] = [one, row].map((each) => each.getBoundingClientRect());
    row.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
  }
}

center(document.querySelector(".tabs [aria-current]"));
document.addEventListener("focusin", ({ target }) => {
  if (target.closest(".tabs, thead")) center(target);
});

// A table wider than its place is scrolled with the keys, too, where nothing in it takes the focus.
for (const box of document.querySelectorAll(".scroll"))
  if (box.scrollWidth > box.clientWidth && !box.querySelector("a, button, input")) box.tabIndex = 0;

// Who is about to be signed out is told, and stays by one press (WCAG 2.2.1).
const idle = document.querySelector(".idle");

function rest() {
  setTimeout(() => { idle.hidden = false; }, (idle.dataset.minutes - 5) * 60_000);
}

if (idle) {
  rest();
  idle.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch("/portal/account", { method: "HEAD", redirect: "manual" });
    if (!answer.ok) return location.reload();
    idle.hidden = true;
    rest();
  });
}

// The choice is a cookie, so that the server paints the right colours at once.
function paint(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  const age = theme ? 31536000 : 0;
  document.cookie = `theme=${theme}; path=/; max-age=${age}; samesite=lax`;
  mark();
}

function mark() {
  const now = document.documentElement.dataset.theme ?? "";
  for (const button of themes.children) button.setAttribute("aria-pressed", button.value === now);
}

if (themes) {
  themes.hidden = false;
  mark();
  themes.addEventListener("click", (event) => {
    if (event.target.value !== undefined) paint(event.target.value);
  });
}
