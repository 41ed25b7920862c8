from billing.documents.invoice import render_invoice
from tests.billing.documents.reading import Pages


def test_it_says_that_it_is_pdf_a3_and_tagged(invoice):
    reader = Pages(render_invoice(invoice())).reader
    root = reader.trailer["/Root"]
    about = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "Invoice INV-2024-0917"
    assert reader.metadata.creation_date.isoformat().startswith("2024-10-02T09:30:00")


def test_the_table_is_tagged_with_its_head_and_rows(invoice):
    reader = Pages(render_invoice(invoice(3))).reader
    kinds = list(tags(reader.trailer["/Root"]["/StructTreeRoot"]))
    assert kinds.count("/Table") == 1
    assert kinds.count("/TH") == 5
    assert kinds.count("/TR") == 1 + 3 + 5
    assert "/H1" in kinds


def tags(node):
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif hasattr(node, "get"):
        yield node.get("/S")
        yield from tags(node["/K"]) if "/K" in node else ()


def test_one_record_gives_one_sequence_of_bytes(invoice):
    assert render_invoice(invoice(20)) == render_invoice(invoice(20))
    assert render_invoice(invoice(20)) != render_invoice(invoice(20, balance="$12,480.51"))


def test_nothing_of_one_document_reaches_the_next(printed, seller):
    printed(notes="SECRET", seller=seller | {"name": "Other Company"})
    assert "SECRET" not in printed(notes="")
    assert "Other Company" not in printed(notes="")
