"""Asking for exports as a browser does, and making them without a worker."""

import io
import re
from urllib.parse import urlencode

import openpyxl
from sqlalchemy import select

from billing.tables import export_file
from billing.tables.export import Export
from config import shelf
from config.database import db


def asked(visitor, key, *filtering):
    """The id of the newest export, after asking for one of a tab; filtering are its pairs."""
    answer = visitor.post("/portal/exports?" + urlencode([("table", key), *filtering]))
    assert answer.status_code == 302, answer.text
    return newest(visitor)


def newest(visitor):
    return re.search(r"/portal/exports/([0-9a-f-]{36})", visitor.get("/portal/exports").text)[1]


def made(cast, export_id):
    """The finished workbook."""
    with cast.within():
        export = db.session.scalar(select(Export).where(Export.export_id == export_id))
        export_file.build(export)
        db.session.commit()
        return openpyxl.load_workbook(io.BytesIO(shelf.read(export.storage_key)))


def built(cast, table_key, customer_id="C-1001", **options):
    """The workbook of an export of a customer's tab."""
    with cast.within():
        export = Export(customer_id=customer_id, portal_user_id=cast.jane, table_key=table_key,
                        **options)
        db.session.add(export)
        db.session.commit()
        export_id = export.export_id
    return made(cast, export_id)


def rows(book, sheet=0):
    return [tuple(cell.value for cell in row) for row in book.worksheets[sheet].iter_rows()]


def column(book, heading, sheet=0):
    head, *body = rows(book, sheet)
    return [line[head.index(heading)] for line in body]
