"""The audit log as a file that a spreadsheet opens without doing what its cells say (S13)."""

import csv as writer
import io
import tempfile
from pathlib import Path

from flask import g
from flask_babel import gettext as _

from billing.people import audit_log
from billing.people import audit_words as words
from billing.people.audit_fields import field, value
from billing.tables import sheet
from billing.tables.export_cells import Cells
from config import languages, storage

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"  # by which Excel knows that it is UTF-8
WIDTHS = (20, 28, 14, 24, 22, 18, 24, 18, 60, 40, 18, 40)
TYPES = {"csv": "text/csv; charset=utf-8",
         "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def build(export):
    """Write the file of an AuditExport, put it into storage and mark it completed.

    The caller commits. Memory holds one batch of lines, however many there are.
    """
    g.locale = languages.known(export.language, g.tenant.language)
    key, kind, seen = export.place, export.format, Counted(export)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audit-log"
        write(path, kind, seen.lines())
        storage.put_file(key, path, TYPES[kind])
        export.complete(seen.count, path.stat().st_size)


class Counted:
    """The lines of an export's filter, told to the waiting page as they go by."""

    def __init__(self, export):
        self.export, self.count = export, 0

    def lines(self):
        for line in audit_log.Wish(dict(self.export.filter)).all(sheet.MOST_ROWS):
            yield line
            self.count += 1
            if self.count % audit_log.BATCH == 0:
                self.export.report(self.count)


def write(path, kind, entries):
    if kind == "xlsx":
        return xlsx(path, entries)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(csv(entries))


def csv(entries):
    """Parts of the file, line by line; times are in UTC, so that every reader reads the same."""
    yield MARK + line(headings())
    for entry in entries:
        yield line([f"{entry.happened_at:%Y-%m-%d %H:%M:%S}", *cells(entry)])


def xlsx(path, entries):
    """A workbook of one sheet; its cells are texts, but for the time."""
    kept = Cells(_)
    rows = ((*kept.moments([entry.happened_at]), *kept.text(cells(entry))) for entry in entries)
    formats = ["yyyy-mm-dd hh:mm:ss", *[""] * (len(WIDTHS) - 1)]
    sheet.write(path, [sheet.Sheet(_("Audit Log"), headings(), formats, list(WIDTHS), rows)])


def headings():
    return [_("Time (UTC)"), _("Who"), _("Kind of person"), _("On behalf of"), _("Action"),
            _("Kind of record"), _("Record ID"), _("Customer ID"), _("Changes"), _("Details"),
            _("Address"), _("Browser")]


def cells(entry):
    """The texts of a line, behind its time."""
    changes = "; ".join(f"{field(name)}: {value(before, name)} → {value(after, name)}"
                        for name, (before, after) in sorted(entry.changes.items()))
    kind = words.job(entry) or words.actor_kind(entry)
    return [words.actor(entry), kind, entry.on_behalf_of, words.verb(entry), words.kind(entry),
            entry.record_id, entry.customer_id, changes,
            value(entry.facts) if entry.facts else "", entry.address, entry.user_agent]


def line(texts):
    kept = io.StringIO()
    writer.writer(kept).writerow(map(harmless, texts))
    return kept.getvalue()


def harmless(text):
    """https://owasp.org/www-community/attacks/CSV_Injection"""
    return f"'{text}" if text.startswith(FORMULAS) else text
