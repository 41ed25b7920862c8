"""Exports (P12): asked for on a tab, made by a worker, fetched by who asked for them."""

from types import SimpleNamespace

from flask import abort, g, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from billing.tables.export import Export
from billing.tables.tabs import TABS
from config import languages, storage
from config.database import db
from portal.door import portal
from workers import queue


@portal.post("/exports")
def create_export():
    key = request.args.get("table")
    if key not in TABS or key not in g.tenant.tabs:
        abort(404)
    wanted = {
        "customer_id": current_user.customer_id,
        "portal_user_id": current_user.portal_user_id,
        "table_key": key,
    }
    export_id = Export.under_way(**wanted) or begin(**wanted)
    return redirect(f"/portal/exports/{export_id}")


def begin(**wanted):
    """The id of a new export; a worker makes it."""
    export = Export(**wanted, language=languages.locale())
    db.session.add(export)
    db.session.commit()
    queue.wake("export", export.export_id)
    return export.export_id


@portal.get("/exports/<uuid:export_id>")
def export(export_id):
    return render_template("portal/exports/show.html", export=shown(find(export_id)))


@portal.get("/exports/<uuid:export_id>/file")
def export_file(export_id):
    """A short-lived address of the file, handed to its owner only (W3)."""
    record = find(export_id)
    if record.state != "completed":
        abort(404)
    return redirect(storage.link(record.storage_key, file_name(record)))


@portal.post("/exports/<uuid:export_id>/retry")
def retry_export(export_id):
    record = find(export_id)
    record.retry()
    db.session.commit()
    queue.wake("export", record.export_id)
    return redirect(f"/portal/exports/{record.export_id}")


def find(export_id):
    """The visitor's own export, of the customer that is chosen now; of tabs that are on."""
    record = db.first_or_404(
        db.select(Export).where(
            Export.export_id == export_id,
            Export.portal_user_id == current_user.portal_user_id,
            Export.customer_id == current_user.customer_id,
        )
    )
    return record if record.table_key in g.tenant.tabs else abort(404)


def shown(record):
    here = f"/portal/exports/{record.export_id}"
    return SimpleNamespace(
        state=record.state,
        title=_(TABS[record.table_key].title),
        filter_text=_("All records of this tab, newest first."),
        done_rows=record.rows_done,
        total_rows=record.rows_total,
        file_name=file_name(record),
        size=record.size and languages.size(record.size),
        expires_at=record.expires_at,
        download_href=f"{here}/file",
        retry_href=f"{here}/retry",
        back_href=f"/portal/{record.table_key}",
    )


def file_name(record):
    return f"{record.table_key}-{record.created_date:%Y-%m-%d}.xlsx"
