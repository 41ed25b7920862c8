import pytest

from billing.documents.invoice import render_invoice
from tests.billing.documents.lines import line
from tests.billing.documents.reading import Pages, bare

HOSTILE = (
    '#panic("x") $a^2$ *bold* _it_ `raw` \\ \\n @ref <label> [open {brace // c /* d */ = head '
    "~ -- ... -> => 10x20 'q' \"Q\" #{ $ ] } & </svg>"
)
TOTALS = ("$11,905.00", "$775.50", "$12,680.50", "−$200.00", "$12,480.50")


def test_every_figure_and_name_stands_on_it(printed, invoice):
    pages = printed()
    said = invoice()
    for key in ("invoice_id", "invoice_date", "due_date", "payment_terms", "status", "currency"):
        assert said[key] in pages
    for words in (*said["lines"][0].values(), *TOTALS, "Thank you. Please quote the invoice ID."):
        assert words in pages
    for words in ("Acme Cloud Inc.", "billing@acme.example", "Orion Zenith", "Jana Müller"):
        assert words in pages


def test_due_date_and_labels_follow_the_callers_words(printed):
    pages = printed(labels={"title": "Rechnung", "due_by": "Fällig am {date}"}, language="de")
    assert "Rechnung" in pages
    assert "Fällig am Nov 1, 2024" in pages
    assert pages.reader.trailer["/Root"]["/Lang"] == "de"


@pytest.mark.parametrize("field", ["product_name", "description", "period", "quantity"])
def test_hostile_text_stays_text(printed, field):
    assert HOSTILE in printed(lines=[line(1) | {field: HOSTILE}])


@pytest.mark.parametrize("key", ["invoice_id", "payment_terms", "notes", "status"])
def test_hostile_text_stays_text_outside_of_the_lines(printed, key):
    words = HOSTILE[:38] if key == "status" else HOSTILE
    assert words in printed(**{key: words})


def test_hostile_names_stay_text(printed, seller, buyer):
    pages = printed(
        seller=seller | {"name": HOSTILE, "address": [HOSTILE]},
        buyer=buyer | {"name": HOSTILE, "contact": HOSTILE},
    )
    assert pages.text.count(bare(HOSTILE)) >= 4


@pytest.mark.parametrize("field", ["product_name", "period", "amount"])
def test_a_word_of_5000_letters_stays_whole_and_inside_the_page(printed, field):
    pages = printed(lines=[line(1) | {field: "W" * 5000}, line(2)], payment_terms="", notes="")
    assert pages.text.count("W") == 5000
    assert all(50 < left < 560 and 60 < up < 790 for left, up in pages.places("WW"))


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper(printed, paper, size):
    box = printed(paper=paper).reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_one_line_is_one_page(printed):
    pages = printed(1)
    assert len(pages) == 1
    assert "Page 1 of 1" in pages


def test_500_lines_repeat_the_head_and_count_the_pages(printed, invoice):
    pages = printed(500)
    for number, page in enumerate(pages.pages, 1):
        assert bare(f"Page {number} of {len(pages)}") in bare(page)
        assert bare("Description Period Quantity Unit price Amount") in bare(page)
    for row in invoice(500)["lines"]:
        assert row["amount"] in pages


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_totals_never_stand_without_a_line(printed, paper):
    splits = 0
    for lines in range(8, 18):
        pages = printed(lines, paper=paper, notes="")
        *_, last = pages.pages
        assert all(bare(total) in bare(last) for total in TOTALS)
        assert bare(line(lines - 1)["amount"]) in bare(last)
        splits += len(pages) > 1 and bare(line(lines - 2)["amount"]) not in bare(last)
    assert splits, "no length put the break right before the last line: the test shows nothing"


def test_a_span_of_dates_breaks_behind_its_dash_only(printed):
    wide = {"quantity": "0.000034085467460 GB-Mo", "period": "Sep 1, 2024 – Sep 30, 2024"}
    (page,) = printed([line(1) | wide]).pages
    assert wide["period"] not in page.replace("\n", "|")
    assert "Sep 1, 2024" in page
    assert "Sep 30, 2024" in page


def test_a_wide_table_tells_the_period_under_the_description(printed):
    full = {"discount": "−$1.50", "tax": "$0.77", "period": "Sep 1, 2024 – Sep 30, 2024"}
    pages = printed([line(1) | full, line(2)])
    assert "Description Quantity Unit price Discount Tax Amount" in pages
    assert full["period"] in " ".join(pages.pages).replace("\xa0", " ")
    for words in full.values():
        assert words in pages


def test_a_dash_never_begins_a_line(printed):
    long = {"period": "30. September 2024 – 31. Dezember 2024", "quantity": "0.00003408546746 Std"}
    (page,) = printed([line(1) | long | {"unit_price": "0.000000000034085467"}]).pages
    assert "–" in page
    assert not any(row.lstrip().startswith("–") for row in page.splitlines())


def test_columns_that_no_line_fills_are_left_out(printed):
    pages = printed(lines=[line(1) | {"period": "", "quantity": "", "unit_price": None}])
    assert "Description Amount" in pages
    assert "Period" not in pages


def test_empty_totals_are_left_out_and_no_lines_is_no_error(printed):
    pages = printed(0, tax="", paid="")
    assert "Balance due $12,480.50" in pages
    assert "Tax" not in pages


def test_what_is_optional_may_be_missing(seller, buyer):
    least = {"seller": seller, "buyer": buyer, "invoice_id": "I-1", "invoice_date": "Oct 2"}
    pages = Pages(render_invoice(least | {"lines": [], "balance": "$1.00"}))
    assert "I-1" in pages
