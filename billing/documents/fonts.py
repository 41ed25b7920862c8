"""The fonts of documents, from packages alone: one looks the same on every machine (D33)."""

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# family: (package, file); the first family that has a sign draws it
FAMILIES = {
    "Inter": ("fontpkg_inter", "files/Inter[opsz,wght].ttf"),
    "Noto Sans": ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    "Noto Sans Hebrew": ("pylopdf_fonts_he", "NotoSansHebrew-Variable.ttf"),
    "Noto Sans Arabic": ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
    "Noto Sans Thai": ("fontpkg_noto_sans_thai", "files/NotoSansThai[wdth,wght].ttf"),
    "Noto Sans CJK JP": ("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf"),
}
SCRIPTS = {
    "Latin": "Aaßéłőşțưệ0123456789$€£",
    "Greek": "ΑαΩωάΰ",
    "Cyrillic": "АаЯяЇїЉљҐґ",
    "Arabic": "ابپچگيیءة٠٩۴",
    "Hebrew": "אבגםןףץת₪",
    "Thai": "กขฮะาิีึ่้๊๋฿",
    "Devanagari": "अआकखगघज्ञत्रश्रिी०९₹",
    "Chinese": "中国有限公司国际贸易體灣",
    "Japanese": "株式会社ひらがなカタカナー",
    "Korean": "주식회사한국가힣",
}


def missing_scripts():
    """The scripts of D33 that no installed font can show, to be said at start-up."""
    return [script for script, sample in SCRIPTS.items() if uncovered(sample)]


def uncovered(text):
    """The signs of the text that no installed font has; private ones mean nothing to others."""
    return {sign for sign in set(text) - {"\n"} if private(sign) or ord(sign) not in coverage()}


def private(sign):
    return unicodedata.category(sign) == "Co"


@cache
def coverage():
    """Read from the files; what reads them is large, and a web worker never needs it."""
    from fontTools.ttLib import TTFont

    return frozenset().union(*(TTFont(path, lazy=True).getBestCmap() for path in paths().values()))


def folders():
    return [path.parent for path in paths().values()]


@cache
def paths():
    """The file of each family that is installed, in the order of their use."""
    found = {family: path_of(*place) for family, place in FAMILIES.items()}
    return {family: path for family, path in found.items() if path and path.is_file()}


def path_of(package, file):
    spec = find_spec(package)
    return spec and Path(spec.submodule_search_locations[0]) / file
