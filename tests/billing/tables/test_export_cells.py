from datetime import date, datetime, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.tables import export_formats, sheet
from billing.tables.export_cells import LONGEST_TEXT, Cells


@pytest.fixture
def cells():
    return Cells(str)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_never_written_as_another(value):
    cell = Cells(str).number(value)
    assert Decimal(cell if isinstance(cell, str) else repr(cell)) == value


@pytest.mark.parametrize("text, kind", [
    ("123456789012345", float), ("1234567890123456", str), ("0.100000000000000000", float),
    ("1E+20", float), ("1E+400", str), ("1E-400", str), ("NaN", str), ("Infinity", str),
    ("-0.0000001453", float), ("1." + "0" * 40 + "1", str),
])
def test_fifteen_digits_are_a_number_and_more_are_text(cells, text, kind):
    assert isinstance(cells.number(Decimal(text)), kind)


@pytest.mark.parametrize("minor, currency, cell", [
    (123456, "USD", 1234.56), (123456, "JPY", 123456), (123456, "BHD", 123.456), (-5, "USD", -0.05),
    (None, "USD", None), (12345678901234567890, "USD", "123456789012345678.9"),
])
def test_amounts_are_in_major_units(cells, minor, currency, cell):
    assert cells.written("money", [minor], [currency]) == [cell]


def test_a_long_text_is_cut_by_the_units_that_excel_counts(cells):
    fits, longer = "😀" * (LONGEST_TEXT // 2), "😀" * LONGEST_TEXT
    short, cut = cells.written("text", [fits, longer], [None, None])
    assert short == fits
    assert cut.endswith("…") and len(cut.encode("utf-16-le")) <= 2 * LONGEST_TEXT
    assert cells.cut == 1


def test_what_no_sheet_can_hold_is_left_out_of_a_text(cells):
    assert cells.written("text", ["a\x01\ufffe\x0bb", "a\r\nb\rc", 7, None], [None] * 4) == [
        "ab", "a\nb\nc", "7", None]


def test_days_that_excel_cannot_count_are_text(cells):
    moment = datetime(1752, 9, 14, 3, tzinfo=timezone.utc)
    assert cells.written("date", [date(1752, 9, 14), date(2026, 1, 1), None], []) == [
        "1752-09-14", date(2026, 1, 1), None]
    assert cells.written("datetime", [moment, None], []) == ["1752-09-14 03:00:00", None]


@pytest.mark.parametrize("language, order", [
    ("en", "mmm d, yyyy"), ("de", "dd.mm.yyyy"), ("es", "d mmm yyyy"), ("ja", "yyyy/mm/dd"),
    ("zh", "yyyy\\年m\\月d\\日"), ("pt", 'd "de" mmm "de" yyyy'), ("th", "d mmm yyyy"),
])
def test_days_are_in_the_order_of_the_language(language, order):
    assert export_formats.day(language) == order


def test_numbers_show_their_digits():
    assert export_formats.money({"JPY"}) == "#,##0"
    assert export_formats.money({"JPY", "BHD"}) == "#,##0.000"
    assert (export_formats.number(0), export_formats.number(2)) == ("#,##0", "#,##0.00")
    assert export_formats.number(9) == ""


@pytest.mark.parametrize("given_title, taken", [
    ("Usage events", "Usage events"), ("a[b]:c*d?e/f\\g", "a b  c d e f g"), ("'x'", "x"),
    ("Rechnungsübersicht der Muttergesellschaft", "Rechnungsübersicht der Mutterge"),
    ("History", "History_"), ("///", "_"),
])
def test_sheets_have_titles_that_excel_takes(given_title, taken):
    assert sheet.title(given_title) == taken
    assert len(sheet.title(given_title)) <= 31


def test_names_that_are_the_same_are_told_apart():
    assert sheet.unique(["Total", "total", "Total"]) == ["Total", "total (2)", "Total (3)"]
    assert all(len(name) <= 31 for name in sheet.unique(["x" * 31, "x" * 31], 31))
