import subprocess
import sys
from threading import Thread

from billing.documents.invoice import render_invoice
from tests.billing.documents.reading import Pages

FORK = """
import os, signal, sys
from billing.documents.invoice import render_invoice
from billing.documents import fonts
document = {"seller": {"name": "Acme", "address": []}, "buyer": {"name": "Orion", "address": []},
            "invoice_id": "1", "invoice_date": "Oct 2", "lines": [], "balance": "$1.00"}
fonts.missing_scripts()
if sys.argv[1] == "render before":
    render_invoice(document)
child = os.fork()
if child == 0:
    signal.alarm(30)
    print(len(render_invoice(document)))
    sys.exit()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


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


def test_threads_render_side_by_side(invoice):
    made = {}
    threads = [
        Thread(target=lambda n=n: made.update({n: render_invoice(invoice(n))})) for n in range(1, 5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert made == {n: render_invoice(invoice(n)) for n in range(1, 5)}


def test_a_child_renders_when_its_parent_only_imported():
    done = forked("import before")
    assert (done.returncode, done.stdout.strip().isdigit()) == (0, True), done.stderr


def test_a_child_of_one_that_rendered_raises_and_does_not_hang():
    done = forked("render before")
    assert done.returncode == 1
    assert "RenderedBeforeFork" in done.stderr


def forked(how):
    command = [sys.executable, "-c", FORK, how]
    return subprocess.run(command, capture_output=True, text=True, timeout=90)
