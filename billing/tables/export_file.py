"""The Excel file of an export: the records of a tab as the filter shows them, newest first."""

import tempfile
from pathlib import Path

from flask_babel import gettext as _

from billing.tables import sheet
from billing.tables.export_rows import Rows
from billing.tables.tabs import TABS
from config import storage

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {"money": "#,##0.00", "number": "#,##0.###############", "date": "yyyy-mm-dd"}


def build(export):
    """Write the file, put it into storage and mark the export completed.

    The caller commits, together with the mail that tells of it: neither is without the other.
    """
    rows = Rows(export, TABS[export.table_key])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        sheet.write(path, sheets(rows), {name(rows): column_formats(rows)})
        key = f"{export.tenant_id}/exports/{export.export_id}.xlsx"
        storage.put_file(key, path, KIND)
        export.complete(key, path.stat().st_size, rows.done)


def sheets(rows):
    yield name(rows), rows.headings, rows
    yield _("Totals"), [_("Field"), _("Per"), _("Total")], rows.totals()


def name(rows):
    return _(rows.table.title)


def column_formats(rows):
    kinds = {_(column.label): column.kind for column in rows.columns}
    return {label: FORMATS[kind] for label, kind in kinds.items() if kind in FORMATS}
