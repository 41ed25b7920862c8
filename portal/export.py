"""One export: how far it is, its file, and another try (P12); its owner's only."""

from flask import abort, g, redirect, render_template
from flask_login import current_user

from billing.tables.export import Export
from config.database import db
from portal import export_words, exporting, exports, handing
from portal.door import portal
from tenants import audit
from workers import queue


@portal.get("/exports/<uuid:export_id>")
def export(export_id):
    record = find(export_id)
    exporting.forget(record)
    return render_template("portal/exports/show.html", export=told(record))


@portal.get("/exports/<uuid:export_id>/progress")
def export_progress(export_id):
    """The strip alone, as it stands now."""
    record = find(export_id)
    exporting.forget(record)
    return render_template("portal/exports/strip.html", export=told(record))


@portal.get("/exports/<uuid:export_id>/file")
def export_file(export_id):
    """A short-lived address of the file, handed to its owner only (W3)."""
    record = find(export_id)
    if record.state != "completed":
        abort(404)
    if record.outdated:
        return redirect(f"/portal/exports/{record.export_id}")
    audit.viewed("export fetched", "export", record.export_id, record.customer_id)
    return handing.out(record, export_words.file_name(record))


@portal.post("/exports/<uuid:export_id>/retry")
def retry_export(export_id):
    Export.hold_others(current_user.portal_user_id)
    record = find(export_id)
    if Export.too_many(current_user.portal_user_id):
        return exports.wait()
    record.retry()
    db.session.commit()
    queue.wake("export", record.export_id)
    return redirect(f"/portal/exports/{record.export_id}")


def told(record):
    return export_words.shown(record, record.outdated)


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
