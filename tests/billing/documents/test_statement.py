import pytest

from billing.documents.statement import render_statement
from tests.billing.documents.reading import Pages, bare

HEADS = {
    "Balance Forward": "Description Date Amount",
    "Transaction": "Description Date Amount Balance",
    "Open Item": "Description Date Due date Days past due Amount Open",
}
COLUMNS = {
    "Balance Forward": (["date"], ["amount"]),
    "Transaction": (["date"], ["amount", "balance"]),
    "Open Item": (["date", "due_date"], ["days_late", "amount", "open"]),
}


@pytest.fixture
def statement(seller, buyer):
    """A maker of statements of a kind, with so many rows and any key of one's own."""

    def made(kind="Transaction", rows=3, **keys):
        texts, figures = COLUMNS[kind]
        return {
            "seller": seller, "buyer": buyer, "statement_id": "ST-1001", "status": kind,
            "statement_date": "Nov 1, 2026", "period": "Oct 1, 2026 – Oct 31, 2026",
            "end_date": "Oct 31, 2026", "as_of": "Nov 2, 2026", "currency": "USD",
            "closing": "$2,491.01", "texts": texts, "figures": figures,
            "rows": [row(number) for number in range(rows)],
            "totals": [{"label": "Closing balance", "amount": "$2,491.01"}],
            "ages": [{"label": "31–60 days", "amount": "$401.28"}] if kind == "Open Item" else [],
        } | keys

    return made


def row(number):
    return {"name": f"Invoice INV-{number:04d}", "more": "", "date": "Oct 2, 2026",
            "due_date": "Nov 1, 2026", "days_late": str(number), "amount": f"${number}.01",
            "balance": f"${number}.02", "open": f"${number}.03"}


@pytest.mark.parametrize("kind", HEADS)
def test_every_figure_of_its_kind_stands_on_it(statement, kind):
    said, pages = statement(kind), Pages(render_statement(statement(kind)))
    for key in ("statement_id", "statement_date", "period", "closing", "currency", "status"):
        assert said[key] in pages
    for each in said["rows"]:
        assert all(each[key] in pages for key in ("name", *sum(COLUMNS[kind], [])))
    assert HEADS[kind] in pages and "Closing balance $2,491.01" in pages
    assert "on Oct 31, 2026" in pages and "as they stand on Nov 2, 2026" in pages
    assert ("31–60 days $401.28" in pages) == (kind == "Open Item")
    assert len(pages) == 1


@pytest.mark.parametrize("kind", HEADS)
def test_five_hundred_lines(statement, kind):
    pages = Pages(render_statement(statement(kind, 500)))
    for number, page in enumerate(pages.pages, 1):
        assert bare(HEADS[kind]) in bare(page)
        assert bare(f"Page {number} of {len(pages)}") in bare(page)
    assert all(row(number)["name"] in pages for number in range(500))
    assert bare("INV-0499") in bare(pages.pages[-1])  # the total never stands alone


def test_a_period_in_which_nothing_happened(statement):
    assert "Closing balance $2,491.01" in Pages(render_statement(statement(rows=0)))


def test_hostile_text_stays_text(statement):
    hostile = "#panic() $x$ *b* \\ @a [ { <l>"
    rows = [{**row(1), "name": hostile, "more": hostile}]
    pages = Pages(render_statement(statement(rows=0) | {"rows": rows}))
    assert pages.text.count(bare(hostile)) == 2
