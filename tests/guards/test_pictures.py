"""What the documents show: each picture is there, small, and of every tab there is one."""

import re
from pathlib import Path

import pytest

from billing.tables.tabs import TABS

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs" / "screenshots"
PAGES = (ROOT / "README.md", FOLDER / "README.md")
PICTURES = re.compile(r'!\[[^\]]+\]\(([^)]+)\)|<img src="([^"]+)" alt="[^"]+"')
HEAD = b"\x89PNG\r\n\x1a\n"


def named(page):
    found = PICTURES.findall(page.read_text())
    return {(page.parent / (plain or sized)).resolve() for plain, sized in found}


def size(picture):
    head = picture.read_bytes()[:24]
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


@pytest.mark.parametrize("page", PAGES, ids=["README", "screenshots"])
def test_every_picture_of_a_page_is_there_and_small(page):
    assert named(page)
    for picture in named(page):
        assert picture.read_bytes().startswith(HEAD), picture.name
        assert picture.stat().st_size < 150_000, picture.name


def test_no_picture_lies_about_that_no_page_shows():
    assert set(FOLDER.glob("*.png")) == named(PAGES[1])


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_is_shown(tab):
    picture = FOLDER / f"{tab.replace('_', '-')}.png"
    assert picture in named(PAGES[1]) and size(picture)[0] == 1280
