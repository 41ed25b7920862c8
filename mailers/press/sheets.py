"""Our own Liquid around and inside tenants' templates: frame, button and style."""

from pathlib import Path

from liquid import Environment

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
LOCALES = tuple(sorted(folder.name for folder in TEMPLATES.iterdir() if folder.is_dir()))


def read(path, html):
    return Environment(autoescape=html).parse((TEMPLATES / path).read_text())


# Read before the press forks: a child opens no file.
SHEETS = {
    (locale, name, html): read(f"{locale}/{name}.{'html' if html else 'txt'}", html)
    for locale in LOCALES
    for name in ("frame", "button")
    for html in (True, False)
}
STYLE = read("style.css", html=False)
DARK_STYLE = read("dark.css", html=False)


def sheet(locale, name, html):
    """`frame` or `button` of a locale; raises KeyError for a locale that has no folder."""
    return SHEETS[locale, name, html]
