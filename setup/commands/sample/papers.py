"""Files that came with invoices: the usages behind one as CSV, a letter as PDF."""

import csv
import io

from billing.ledger.attachment import Attachment
from config import storage
from tenants import bulk
from tenants.isolation import current_tenant_id

COLUMNS = ("invoice_id", "name", "content_type", "size", "storage_key")
CUSTOMERS = ("C-1001", "C-1004", "C-1007", "C-1009", "C-1015", "C-2001", "C-2002", "C-9001")
BILLS = 4
HEAD = ("date", "quantity", "unit", "description", "product", "cost")


def attach(company, bills):
    """Files for the newest bills of some customers."""
    rows = []
    for customer_id in CUSTOMERS:
        mine = [bill for bill in bills if bill.account.customer_id == customer_id]
        for bill in mine[-BILLS:]:
            rows += [stored(bill, *paper) for paper in papers(company, bill)]
    bulk.insert(Attachment, COLUMNS, rows)


def papers(company, bill):
    """(name, type, content) of each file."""
    if bill.usages:
        yield f"usage-{bill.start:%Y-%m}.csv", "text/csv", table(bill.usages)
    yield f"report-{bill.start:%Y-%m}.pdf", "application/pdf", letter(
        f"{company.name}: service report",
        f"Period: {bill.start:%Y-%m-%d} to {bill.end:%Y-%m-%d}",
        f"Invoice: {bill.invoice_id}",
        "Availability in this period: 99.98 %",
        "Incidents: none that reached you.",
        f"Questions: {company.profile['support_email']}",
    )


def stored(bill, name, kind, content):
    key = f"{current_tenant_id()}/attachments/{bill.invoice_id}/{name}"
    storage.put(key, content, kind)
    return bill.invoice_id, name, kind, len(content), key


def table(usages):
    text = io.StringIO()
    csv.writer(text).writerows([HEAD, *usages])
    return text.getvalue().encode()


def letter(title, *lines):
    """A page of plain text as PDF, in the signs that its built-in fonts have."""
    text = ["BT", "/F2 18 Tf", "72 740 Td", f"({escaped(title)}) Tj", "/F1 11 Tf", "0 -20 Td"]
    for line in lines:
        text += ["0 -18 Td", f"({escaped(line)}) Tj"]
    content = "\n".join([*text, "ET"]).encode("latin-1", "replace")
    fonts = ("/Helvetica", "/Helvetica-Bold")
    return document(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        *(f"<</Type/Font/Subtype/Type1/BaseFont{font}/Encoding/WinAnsiEncoding>>".encode()
          for font in fonts),
    )


def document(*objects):
    """The objects, numbered from 1, with the table of where each begins."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return b"%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\n" % (
        body, len(objects) + 1, table, len(objects) + 1
    ) + b"startxref\n%d\n%%%%EOF\n" % len(body)


def escaped(text):
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
