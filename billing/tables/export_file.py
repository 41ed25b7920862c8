"""The Excel file of an export: the records of a tab as the filter shows them, newest first."""

import tempfile
from pathlib import Path

from babel import Locale
from flask import g
from flask_babel import gettext as _

from billing.tables import export_source, sheet
from billing.tables.export_cells import Cells
from billing.tables.export_rows import Rows
from billing.tables.export_totals import Totals
from config import languages, storage

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GROUPS = ("currency", export_source.UNIT)


def build(export):
    """Write the file, put it into storage and mark the export completed.

    The caller commits, together with the mail that tells of it: neither is without the other.
    Raises Overtaken when another worker has begun it anew.
    """
    g.locale = languages.known(export.language, g.tenant.language)
    family, former = export.family, export.storage_key
    columns = export.chosen(family)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        rows = written(export, path, family, columns)
        key = export.file_of(family, columns)
        storage.put_file(key, path, KIND)
        export.complete(key, path.stat().st_size, rows)
    if former not in (None, key):
        storage.delete(former)


def written(export, path, family, columns):
    """Write the file to the path; how many records it holds."""
    filtering = export.view.conditions
    with export_source.snapshot(export, family) as raw:
        told = statuses(export)
        figures = export_source.figures(raw, export.table, columns, filtering, groups(export),
                                        export_source.standing(told, export.day))
        totals = Totals(columns, told, *figures)
        export.begin(min(totals.count, sheet.MOST_ROWS))
        cells = Cells(_)
        rows = Rows(export, columns, totals, cells)
        rightward = Locale.parse(languages.locale()).text_direction == "rtl"
        sheet.write(path, [rows.sheet(raw), totals.sheet(cells)], rightward)
    return rows.done


def statuses(export):
    """The words that totals are told apart by: a declined payment is no money that came in."""
    visible = export.table.visible(export.hidden)
    return next((each.choices for each in visible if each.kind == "status"), ())


def groups(export):
    """What sums are told apart by; currency stands beside every amount, a hidden unit nowhere."""
    table = export.table
    known = {*table.also, *(column.key for column in table.columns)}
    return tuple(key for key in GROUPS if key in known - (export.hidden - {"currency"}))
