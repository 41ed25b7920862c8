"""The audit log as a CSV file that a spreadsheet opens without doing what its cells say."""

import csv as writer
import io

from flask_babel import gettext as _

from setup import audit_words as words

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"  # by which Excel knows that it is UTF-8


def csv(entries):
    """Parts of the file, line by line; times are in UTC, so that every reader reads the same."""
    yield MARK + line(headings())
    for entry in entries:
        yield line(cells(entry))


def headings():
    return [_("Time (UTC)"), _("Who"), _("Kind of person"), _("On behalf of"), _("Action"),
            _("Kind of record"), _("Record ID"), _("Customer ID"), _("Changes"), _("Details"),
            _("Address"), _("Browser")]


def cells(entry):
    changes = "; ".join(f"{name}: {words.value(before)} → {words.value(after)}"
                        for name, (before, after) in sorted(entry.changes.items()))
    return [f"{entry.happened_at:%Y-%m-%d %H:%M:%S}", words.actor(entry),
            _(words.ACTORS[entry.actor_kind]), entry.on_behalf_of, words.verb(entry),
            words.kind(entry), entry.record_id, entry.customer_id, changes,
            words.value(entry.facts) if entry.facts else "", entry.address, entry.user_agent]


def line(texts):
    kept = io.StringIO()
    writer.writer(kept).writerow(map(harmless, texts))
    return kept.getvalue()


def harmless(text):
    """https://owasp.org/www-community/attacks/CSV_Injection"""
    return f"'{text}" if text.startswith(FORMULAS) else text
