"""“Audit Log” (S13): who did what to which record, when and from where; nobody can edit it."""

from types import SimpleNamespace
from urllib.parse import urlencode

from flask import abort, g, render_template, request, stream_with_context, url_for

from billing.people import audit_log as log
from billing.people.customer import Customer
from billing.tables.cursor import BadCursor
from config import clock
from config.database import db
from setup import audit_words as words
from setup import rights
from setup.audit_file import csv
from setup.door import setup
from setup.rights import SETUP_LIST, SETUP_VIEW, requires
from tenants import audit
from tenants.browser import browser_and_system


@setup.get("/audit-log")
@requires(*SETUP_LIST)
def audit_entries():
    wish = log.Wish(request.args)
    try:
        page = log.Page([], "") if wish.mistaken else wish.page(request.args.get("before", ""))
    except BadCursor:
        abort(404)
    query = urlencode(wish.arguments)
    return render_template(
        "setup/audit_log/index.html", wish=wish, entries=list(map(row, page.entries)),
        verbs=words.choices(words.VERBS), kinds=words.choices(words.KINDS),
        newest_href=request.args.get("before") and f"?{query}",
        older_href=page.older and f"?{urlencode([*wish.arguments, ('before', page.older)])}",
        export_href=rights.holds(SETUP_VIEW)
        and f"{url_for('setup.audit_file')}{query and '?'}{query}",
    ), 422 if wish.mistaken else 200


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
        changes=[(words.field(name), *map(words.value, pair))
                 for name, pair in sorted(found.changes.items())],
        facts=[(words.field(name), words.value(told)) for name, told in found.facts.items()],
    )


@setup.get("/audit-log.csv")
@requires(*SETUP_VIEW)
def audit_file():
    """What the filter shows, as a file that is made while it is read; fetching it is noted."""
    wish = log.Wish(request.args)
    if wish.mistaken:
        abort(404)
    audit.viewed("export fetched", "audit_entry", "", "")
    name = f"audit-log-{clock.today(g.tenant.time_zone).isoformat()}.csv"
    return stream_with_context(csv(wish.all())), {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}"',
    }


def row(entry):
    return SimpleNamespace(
        href=url_for("setup.audit_entry", audit_entry_id=entry.audit_entry_id)
        if rights.holds(SETUP_VIEW) else None,
        happened_at=entry.happened_at, verb=words.verb(entry), kind=words.kind(entry),
        actor=words.actor(entry), actor_kind=words._(words.ACTORS[entry.actor_kind]),
        on_behalf_of=entry.on_behalf_of, record_id=entry.record_id,
        customer_id=entry.customer_id, address=entry.address,
        fields=[words.field(name) for name in sorted(entry.changes)],
        failed=entry.verb == "sign in failed",
    )
