"""An export as its pages tell of it."""

from types import SimpleNamespace

from flask_babel import gettext as _

from billing.tables.filters.words import chips
from config.languages import size


def shown(record, outdated):
    """As there being no file, where it shows what may not be seen any more."""
    here = f"/portal/exports/{record.export_id}"
    return SimpleNamespace(
        state="failed" if outdated else record.state,
        title=_(record.table.title),
        filter=of_filter(record.view),
        done_rows=record.rows_done,
        total_rows=record.rows_total,
        file_name=file_name(record),
        size=record.size and size(record.size),
        asked_at=record.created_date,
        expires_at=record.expires_at,
        href=here,
        download_href=f"{here}/file",
        retry_href=f"{here}/retry",
        back_href=record.table.address,
    )


def of_filter(view):
    """(label, text) of each condition; empty for all records."""
    return [(chip.label, chip.text) for chip in chips(view)]


def file_name(record):
    return f"{record.table_key}-{record.day:%Y-%m-%d}.xlsx"
