"""Whatever colour a company picks, every text in it or on it can be read (S3, P18)."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants import accent

STYLE = (Path(accent.__file__).parent / "static" / "portico.css").read_text()
MODES = {"light": accent.LIGHT, "dark": accent.DARK}
BACKGROUNDS = ("page", "surface", "sunken", "raised")
STATES = ("green", "amber", "red", "blue", "grey")

colors = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
modes = st.sampled_from(sorted(MODES))


def tokens(mode):
    """The colours that the style gives to a mode, by name."""
    selector = {"light": "\n:root {", "dark": '\n  :root[data-theme="dark"] {'}[mode]
    block = STYLE.partition(selector)[2].partition("}")[0]
    return {name: full(color) for name, color in re.findall(r"--([\w-]+): (#\w+)", block)}


def full(color):
    return color if len(color) == 7 else "#" + "".join(digit * 2 for digit in color[1:])


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert accent.contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert accent.contrast(other, one) == accent.contrast(one, other)


@given(colors)
def test_text_on_the_accent_can_be_read(color):
    assert accent.contrast(accent.text_on(color), color) >= 4.5


@given(colors, modes)
def test_hovering_keeps_the_text_readable(color, mode):
    roles = accent.palette(color, MODES[mode])
    assert accent.contrast(roles["accent-on"], roles["accent-hover"]) >= 4.5


@given(colors, modes)
def test_text_in_the_accent_can_be_read_on_every_background(color, mode):
    roles = accent.palette(color, MODES[mode])
    backgrounds = [tokens(mode)[name] for name in BACKGROUNDS] + [roles["accent-soft"]]
    assert min(accent.contrast(roles["accent-text"], each) for each in backgrounds) >= 4.5


@given(colors, modes)
def test_ink_can_be_read_on_the_tint_of_a_chosen_row(color, mode):
    soft = accent.palette(color, MODES[mode])["accent-soft"]
    inks = [tokens(mode)[name] for name in ("ink", "ink-2", "ink-3")]
    assert min(accent.contrast(ink, soft) for ink in inks) >= 4.5


@given(colors, modes)
def test_the_company_leads_with_its_very_colour(color, mode):
    assert accent.palette(color, MODES[mode])["accent"] == color


def test_a_colour_that_can_be_read_already_stays_as_it_is():
    assert accent.palette("#0057b8", accent.LIGHT)["accent-text"] == "#0057b8"


def test_a_pale_colour_is_darkened_for_text_by_day_and_kept_by_night():
    assert accent.palette("#ffe600", accent.LIGHT)["accent-text"] != "#ffe600"
    assert accent.palette("#ffe600", accent.DARK)["accent-text"] == "#ffe600"


@given(colors, modes)
def test_a_button_in_the_colour_of_the_page_still_has_an_edge(color, mode):
    edge = accent.palette(color, MODES[mode])["accent-edge"]
    assert accent.contrast(edge, tokens(mode)["sunken"]) >= 1.4


def test_the_stylesheet_has_both_modes_and_the_switch():
    sheet = accent.stylesheet("#e4572e")
    assert sheet.startswith(":root{--accent:#e4572e;")
    assert "@media screen and (prefers-color-scheme:dark){:root:not([data-theme" in sheet
    assert ':root[data-theme="dark"]{--accent:#e4572e;' in sheet


def test_short_and_upper_case_colours_are_the_same_colour():
    assert accent.stylesheet("#F80") == accent.stylesheet("#ff8800")


@pytest.mark.parametrize(
    "text", ["", "red", "0057b8", "#12", "#12345", "#gggggg", "#0057b8;}", "#00 57b", "#1234567"]
)
def test_what_is_no_colour_never_reaches_the_stylesheet(text):
    with pytest.raises(ValueError):
        accent.stylesheet(text)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3"])
@pytest.mark.parametrize("background", BACKGROUNDS)
def test_every_grey_of_text_can_be_read(mode, ink, background):
    assert accent.contrast(tokens(mode)[ink], tokens(mode)[background]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("state", STATES)
def test_every_pill_can_be_read(mode, state):
    found = tokens(mode)
    assert accent.contrast(found[state], found[f"{state}-soft"]) >= 4.5
    assert accent.contrast(found[state], found["raised"]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_fields_have_an_edge_that_can_be_seen(mode):
    assert accent.contrast(tokens(mode)["edge"], tokens(mode)["surface"]) >= 3


def test_paper_is_light():
    dark = re.findall(r"(@media[^{]*){[^{]*data-theme", STYLE + accent.stylesheet("#e4572e"))
    assert len(dark) >= 4
    assert all(each.startswith("@media screen") for each in dark)


def test_dark_by_wish_and_dark_by_switch_are_the_same():
    by_wish = STYLE.partition(':root:not([data-theme="light"]) {')[2].partition("}")[0]
    by_switch = STYLE.partition('\n  :root[data-theme="dark"] {')[2].partition("}")[0]
    assert by_wish.split() == by_switch.split()
