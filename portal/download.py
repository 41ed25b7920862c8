"""“Download all”: the invoices that a filter shows, as one streamed ZIP of PDFs (P14).

It reuses what storage keeps and prints the rest on its way. Each holds a thread of its web worker
until its reader has it, so few may run at a time.
"""

from threading import Lock
from zoneinfo import ZoneInfo

from flask import Response, abort, g, redirect, request, stream_with_context
from flask_babel import gettext as _
from flask_login import current_user

from billing.documents import papers, prints
from billing.documents.bundle import streamed
from billing.tables.invoices import INVOICES
from billing.tables.table import all_sql
from config import clock
from config.database import db
from config.file_names import plain, unique
from config.languages import number
from config.logs import log
from config.tally import COUNTED
from portal import tables
from portal.door import in_tab, portal, reads
from tenants import audit

MOST = COUNTED
AT_ONCE = 2  # of a web worker's four threads

turn, readers = Lock(), set()


class Place:
    """One of the few, and one for each reader: who reads slowly keeps it for as long as they like.

    Given back once, by the end of the ZIP or by the reader who left before.
    """

    def __init__(self, whose):
        self.whose = whose
        with turn:
            self.held = whose not in readers and len(readers) < AT_ONCE
            if self.held:
                readers.add(whose)

    def give_back(self):
        with turn:
            if self.held:
                self.held = False
                readers.remove(self.whose)


def chosen():
    """The filter's invoices, newest first, and one more, which tells whether there are more."""
    g.view = tables.view_of(INVOICES)
    texts, values = g.view.conditions
    return prints.of_invoices(all_sql(INVOICES, frozenset(), MOST + 1, texts), values)


@portal.get("/invoices.zip")
@in_tab("invoices")
@reads(chosen)
def invoices_zip():
    (rows,) = g.listed
    if not rows or g.view.mistaken:
        return redirect(f"/portal/invoices?{request.query_string.decode('ascii', 'replace')}")
    if request.method == "HEAD":
        return Response(mimetype="application/zip", headers=saved_as())
    place = Place((g.tenant.tenant_id, current_user.portal_user_id))
    if not place.held:
        abort(429)
    audit.viewed("export fetched", "invoice", "", current_user.customer_id,
                 count=min(len(rows), MOST))
    response = Response(pieces(rows, place), mimetype="application/zip", headers=saved_as())
    response.call_on_close(place.give_back)
    return response


def saved_as():
    day = clock.today(g.tenant.time_zone)
    return {"Content-Disposition": f"attachment; filename=invoices-{day}.zip"}


@stream_with_context
def pieces(rows, place):
    moment = clock.now().astimezone(ZoneInfo(g.tenant.time_zone))
    yield from streamed(files(rows), moment)
    place.give_back()


def files(rows):
    if len(rows) > MOST:
        yield "README.txt", limited().encode()
    names = unique(plain(row["record_id"]) for row in rows[:MOST])
    for name, row in zip(names, rows):  # noqa: B905 (there may be one row more)
        yield file(name, row)


def file(name, row):
    """(name, bytes) of one invoice; a text that says so where its PDF could not be made."""
    try:
        return f"{name}.pdf", papers.of_invoice(row, g.tenant).body()
    except Exception as error:
        log.error("failure", name="download", error=type(error).__name__)
        return f"{name}.txt", missing(row["record_id"]).encode()
    finally:
        db.session.remove()  # neither its records nor its connection are held while others come


def limited():
    return _(
        "More than %(count)s invoices fit your filter: this ZIP holds the newest %(count)s."
        " Filter by invoice date to download the others.", count=number(MOST),
    )


def missing(invoice_id):
    return _(
        "The PDF of invoice %(id)s could not be made just now. Please open it in the portal, or"
        " download it again later.", id=invoice_id,
    )
