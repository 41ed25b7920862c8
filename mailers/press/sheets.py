"""Our own Liquid around and inside tenants' templates: frame, button, style, sandbox's mark."""

from pathlib import Path

from liquid import Environment

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
NAMES = ("frame.html", "frame.txt", "button.html", "button.txt", "sandbox.txt")


def read(path, html):
    return Environment(autoescape=html).parse((TEMPLATES / path).read_text())


# Read before the press forks: a child opens no file.
SHEETS = {
    (path.parent.name, path.name): read(path, path.suffix == ".html")
    for name in NAMES
    for path in TEMPLATES.glob(f"*/{name}")
}
STYLE = read("style.css", html=False)
DARK_STYLE = read("dark.css", html=False)


def sheet(locale, name, html):
    """`frame`, `button` or `sandbox` of a locale; the English one where it has none."""
    file = f"{name}.{'html' if html else 'txt'}"
    return SHEETS.get((locale, file)) or SHEETS["en", file]
