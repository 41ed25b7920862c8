import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing.documents import fonts, words

NAMES = {
    "Greek": ("Ελληνική Νεφέλη Α.Ε.", "Inter"),
    "Cyrillic": ("ООО «Облако Сибири» Їжак", "Inter"),
    "Arabic": ("شركة الخليج للتجارة", "NotoSansArabic"),
    "Hebrew": ("חברת ענן ישראל", "NotoSansHebrew"),
    "Thai": ("บริษัท คลาวด์ไทย จำกัด", "NotoSansThai"),
    "Devanagari": ("भारत क्लाउड प्राइवेट", "NotoSans"),
    "Chinese": ("北京云计算有限公司", "NotoSansCJK"),
    "Japanese": ("株式会社クラウドひかり", "NotoSansCJK"),
    "Korean": ("한국클라우드 주식회사", "NotoSansCJK"),
}


def test_each_script_of_D33_has_a_font():
    assert fonts.missing_scripts() == []


def test_a_script_without_a_font_is_said(monkeypatch):
    kept = {family: path for family, path in fonts.paths().items() if "CJK" not in family}
    monkeypatch.setattr(fonts, "paths", lambda: kept)
    fonts.coverage.cache_clear()
    assert fonts.missing_scripts() == ["Chinese", "Japanese", "Korean"]
    fonts.coverage.cache_clear()


def test_a_package_that_is_not_there_has_no_path():
    assert fonts.path_of("fontpkg_nowhere", "files/Nothing.ttf") is None


@pytest.mark.parametrize("script", NAMES)
def test_a_name_is_shown_in_its_script(printed, buyer, script):
    name, font = NAMES[script]
    pages = printed(buyer=buyer | {"name": name})
    assert set(name) <= set("".join(pages.pages))
    assert any(font in embedded for embedded in pages.fonts())
    assert words.NO_FONT not in pages


def test_a_sign_without_a_font_leaves_a_visible_gap(printed, buyer, warnings):
    pages = printed(buyer=buyer | {"name": "Cloud საქართ \N{ROCKET} \ue000 Ltd"})
    assert "Cloud □□□□□□ □ □ Ltd" in pages
    assert "could not be displayed" in warnings.text


def test_joiners_and_variants_of_an_unknown_sign_leave_nothing():
    assert words.legible("a\N{MAN}\u200d\N{WOMAN}\ufe0f") == "a□\u200d□"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("a\x00b\x07c\x1bd\x7fe", "abcde"),
        ("one\r\ntwo\u2028three\n", "one\ntwo\nthree"),
        ("a\tb", "a b"),
        ("invoice\u202egnp.exe\u202c", "invoicegnp.exe"),
        ("lone \ud800 half", "lone  half"),
        (None, ""),
    ],
)
def test_what_paper_cannot_hold_is_left_out(written, printed):
    assert words.printable({"x": [written]}) == {"x": [printed]}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60))
def test_no_text_keeps_an_invoice_from_being_made(printed, buyer, text):
    assert printed(buyer=buyer | {"name": text, "address": [text]}, notes=text)
