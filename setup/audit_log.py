"""“Audit Log” (S13): who did what to which record, when and from where; nobody can edit it."""

import tempfile
from types import SimpleNamespace

from flask import (
    Response,
    abort,
    g,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask_login import current_user

from billing.people import audit_file
from billing.people import audit_log as log
from billing.people import audit_words as words
from billing.people.audit_export import AuditExport
from billing.people.audit_fields import field, value
from billing.people.customer import Customer
from config import clock, storage
from config.database import db
from setup import logs, rights
from setup.door import setup
from setup.rights import SETUP_LIST, SETUP_VIEW, requires
from tenants import audit
from tenants.browser import browser_and_system


@setup.get("/audit-log")
@requires(*SETUP_LIST)
def audit_entries():
    wish = log.Wish(request.args)
    may_export = rights.holds(SETUP_VIEW)
    return logs.listed(
        "setup/audit_log/index.html", wish, row,
        verbs=words.choices(words.VERBS), kinds=words.choices(words.KINDS),
        files=AuditExport.of_staff(current_user.staff_id) if may_export else (),
        exports=[(label, logs.to(url_for("setup.audit_log_file", kind=kind), wish))
                 for kind, label in (("csv", "CSV"), ("xlsx", "Excel"))] if may_export else (),
    )


@setup.get("/audit-log/<int(max=9223372036854775807):audit_entry_id>")
@requires(*SETUP_VIEW)
def audit_entry(audit_entry_id):
    found = log.find(audit_entry_id)
    customer = found.customer_id and db.session.get(
        Customer, (g.tenant.tenant_id, found.customer_id))
    return render_template(
        "setup/audit_log/show.html", entry=row(found),
        device=" · ".join(filter(None, browser_and_system(found.user_agent))),
        user_agent=found.user_agent,
        customer=customer,
        changes=[(field(name), *(value(each, name) for each in pair))
                 for name, pair in sorted(found.changes.items())],
        facts=[(field(name), value(told, name)) for name, told in found.facts.items()],
    )


@setup.get("/audit-log.<any(csv,xlsx):kind>")
@requires(*SETUP_VIEW)
def audit_log_file(kind):
    """What the filter shows, at once; what takes longer is asked for and made by a worker."""
    wish = log.Wish(request.args)
    if wish.mistaken:
        abort(404)
    if wish.long:
        return redirect(logs.to(url_for("setup.new_audit_export", kind=kind), wish))
    audit.viewed("export fetched", "audit_entry", "", "")
    return Response(
        stream_with_context(audit_file.csv(wish.all())) if kind == "csv" else workbook(wish),
        content_type=audit_file.TYPES[kind],
        headers={"Content-Disposition": storage.saved_as(file_name(kind, clock.now()))},
    )


def workbook(wish):
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        audit_file.xlsx(file.name, wish.all())
        return file.read()


def file_name(kind, moment):
    return f"audit-log-{moment:%Y-%m-%d}.{kind}"


def row(entry):
    return SimpleNamespace(
        href=url_for("setup.audit_entry", audit_entry_id=entry.audit_entry_id)
        if rights.holds(SETUP_VIEW) else None,
        happened_at=entry.happened_at, verb=words.verb(entry), kind=words.kind(entry),
        actor=words.actor(entry), actor_kind=words.actor_kind(entry) if entry.actor else "",
        on_behalf_of=entry.on_behalf_of, record_id=entry.record_id,
        job=words.job(entry),
        customer_id=entry.customer_id, address=entry.address,
        fields=[field(name) for name in sorted(entry.changes)],
        failed=entry.verb == "sign in failed",
    )
