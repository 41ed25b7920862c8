"""The colours of a mail, from as little as the tenant's accent, readable on both grounds."""

import re

from tenants.accent import readable, text_on

HEX = re.compile(r"#[0-9a-fA-F]{6}")
ACCENT = "#2f4858"
CARD, DARK_CARD = "#ffffff", "#201e1b"  # as in style.css and dark.css
SHAPE = 3  # contrast of what is no text (WCAG 2.2, 1.4.11)


def complete(brand):
    """Every colour the style names; those given win, others follow from the accent.

    Raises ValueError for anything but #rrggbb: colours are written into the style unescaped.
    """
    given = {name: hexadecimal(colour) for name, colour in (brand or {}).items() if colour}
    return {**derived(given.get("accent", ACCENT)), **given}


def derived(accent):
    button_dark = readable(accent, [DARK_CARD], SHAPE)
    return {
        "accent": accent,
        "accent_text": text_on(accent),
        "link": readable(accent, [CARD]),
        "link_dark": readable(accent, [DARK_CARD]),
        "button_dark": button_dark,
        "button_dark_text": text_on(button_dark),
    }


def hexadecimal(colour):
    if not HEX.fullmatch(colour):
        raise ValueError("a colour is not of the form #rrggbb")
    return colour
