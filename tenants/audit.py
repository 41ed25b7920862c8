"""The audit log's one pen (S13): what is noted is written in the transaction of what was done.

Changes of records note themselves (tenants.audit_changes); `note` is for what changes none, such
as a sign-in, and for statements that go round the ORM.
"""

import json

from flask import after_this_request, current_app, request
from sqlalchemy import insert

from config import clock, pipeline
from config.database import db
from config.logs import log
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
    """Note that a record was looked at, once its reader has the answer: nobody waits for the log.

    Who only asks for an answer's head, for its later parts or in advance has seen nothing yet; and
    an answer that is none (an error, a page that was not made) was not looked at.
    """
    if looks():
        line = entry(verb, kind, key, customer_id=customer_id, facts=facts)
        app = current_app._get_current_object()
        after_this_request(lambda answer: noted_later(answer, app, line))


def looks():
    part = request.range
    purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or ""
    return (request.method == "GET" and "prefetch" not in purpose
            and not (part and part.ranges and part.ranges[0][0]))


def noted_later(answer, app, line):
    if answer.status_code < 400:
        answer.call_on_close(lambda: keep(app, line))
    return answer


def keep(app, line):
    """In one round trip, of its own transaction; the answer has gone, so trouble is told here."""
    line = {name: json.dumps(value) if isinstance(value, dict) else value
            for name, value in line.items()}
    sql = (f"insert into audit_entry ({', '.join(line)})"
           f" values ({', '.join(['%s'] * len(line))}) returning 1")
    try:
        with app.app_context():
            pipeline.read((TENANT, (str(line["tenant_id"]),)), (sql, tuple(line.values())))
    except Exception as error:
        log.error("not noted", verb=line["verb"], kind=line["record_kind"],
                  error=type(error).__name__)


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
