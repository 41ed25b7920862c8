"""The audit log as a file that takes a worker a while: asked for, waited for, fetched (S13)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from billing.people import audit_log as log
from billing.people.audit_export import FORMATS, KEPT, AuditExport
from config import languages, storage
from config.database import db
from setup import logs
from setup.audit_log import file_name
from setup.door import setup
from setup.rights import SETUP_VIEW, requires
from tenants import audit
from workers.queue import wake


@setup.get("/audit-log/exports/<any(csv,xlsx):kind>")
@requires(*SETUP_VIEW)
def new_audit_export(kind):
    wish = wished(request.args)
    return render_template(
        "setup/audit_log/export.html", most=log.AT_ONCE, kind=kind, fields=wish.arguments,
        action_href=url_for("setup.audit_exports"), problem=None,
        back_href=logs.to(url_for("setup.audit_entries"), wish))


@setup.post("/audit-log/exports")
@requires(*SETUP_VIEW)
def audit_exports():
    wish, kind = wished(request.form), request.form.get("format")
    if kind not in FORMATS:
        abort(404)
    if AuditExport.too_many(current_user.staff_id):
        flash(_("Two of your files are being made. Ask for more when one of them is ready."),
              "info")
        return redirect(url_for("setup.audit_entries"))
    return redirect(url_for("setup.audit_export", audit_export_id=begin(wish, kind)))


@setup.get("/audit-log/exports/<uuid:audit_export_id>")
@requires(*SETUP_VIEW)
def audit_export(audit_export_id):
    found = find(audit_export_id)
    return render_template(
        "setup/audit_log/file.html", export=found, name=file_name(found.format, found.created_date),
        size=found.size and languages.size(found.size), file_href=f"{request.path}/file",
        expires_at=found.completed_at and found.completed_at + KEPT)


@setup.get("/audit-log/exports/<uuid:audit_export_id>/file")
@requires(*SETUP_VIEW)
def audit_export_file(audit_export_id):
    """A short-lived address of the file, handed to who asked for it only (W3)."""
    found = find(audit_export_id)
    if not found.fetchable:
        abort(404)
    audit.viewed("export fetched", "audit_entry", str(audit_export_id), "")
    return redirect(storage.link(found.storage_key, file_name(found.format, found.created_date)))


def find(audit_export_id):
    return db.first_or_404(db.select(AuditExport).filter_by(
        audit_export_id=audit_export_id, staff_id=current_user.staff_id))


def wished(sent):
    wish = log.Wish(sent)
    return abort(404) if wish.mistaken else wish


def begin(wish, kind):
    """The id of a new one; a worker makes it."""
    export = AuditExport(staff_id=current_user.staff_id, asked_by=current_user.name, format=kind,
                         filter=wish.arguments, language=languages.locale())
    db.session.add(export)
    db.session.flush()
    key = export.audit_export_id
    audit.note("export asked", "audit_entry", key, format=kind)
    db.session.commit()
    wake("audit_export", key)
    return key
