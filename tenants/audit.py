"""The audit log's one pen (S13): what is noted is written in the transaction of what was done.

Changes of records note themselves (tenants.audit_changes); `note` is for what changes none, such
as a sign-in, and for statements that go round the ORM.
"""

import json

from flask import request
from sqlalchemy import insert

from config import clock, pipeline
from config.database import db
from tenants import actor
from tenants.audit_entry import AuditEntry
from tenants.isolation import current_tenant_id

ENTRIES = AuditEntry.__table__
TENANT = "select set_config('app.tenant_id', %s, true)"


def note(verb, kind="", key="", *, customer_id="", by=None, changes=None, **facts):
    """Add a line to the session's transaction; the caller commits.

    `kind` is a table's name and `key` a record's id; `by` an Actor where the request has none yet;
    `changes` are {field: [before, after]} of what a statement changed without the ORM.
    """
    write(db.session.connection(), [
        entry(verb, kind, key, customer_id=customer_id, by=by, changes=changes, facts=facts)])


def signed_in(person):
    """Staff or a portal user has come in; the caller commits."""
    note("sign in", person.__tablename__, person.actor.id, by=person.actor)


def sign_in_failed(door, tried, why):
    """Somebody was not let in; committed here, for nothing else is. `tried` is kept where it is an
    address: people type passwords into the wrong field.
    """
    facts = {"email": tried.strip()[:320]} if "@" in (tried or "") else {}
    note("sign in failed", door, reason=why, **facts)
    db.session.commit()


def viewed(verb, kind, key, customer_id, **facts):
    """Note that a record was looked at: at once, in one round trip, beside the page's transaction.

    Asking for an answer's head only looks at nothing.
    """
    if request.method != "GET":
        return
    line = entry(verb, kind, key, customer_id=customer_id, facts=facts)
    line = {name: json.dumps(value) if isinstance(value, dict) else value
            for name, value in line.items()}
    sql = (f"insert into audit_entry ({', '.join(line)})"
           f" values ({', '.join(['%s'] * len(line))}) returning 1")
    pipeline.read((TENANT, (str(line["tenant_id"]),)), (sql, tuple(line.values())))


def entry(verb, kind, key, *, customer_id="", by=None, changes=None, facts=None):
    """A line's columns, with who, when and from where."""
    who = by or actor.here()
    address, user_agent = actor.place()
    return {
        "tenant_id": current_tenant_id(), "happened_at": clock.now(), "actor_kind": who.kind,
        "actor_id": who.id, "actor": who.name, "on_behalf_of": who.on_behalf_of, "verb": verb,
        "record_kind": kind, "record_id": str(key), "customer_id": customer_id or "",
        "changes": changes or {}, "facts": facts or {}, "address": address,
        "user_agent": user_agent,
    }


def write(connection, lines):
    connection.execute(insert(ENTRIES), lines)
