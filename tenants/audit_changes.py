"""Records that people change note it themselves: who, and each field before and after (S13).

Hung onto the ORM's flush, so that a change and its line are in one transaction; a rollback takes
both. Statements that go round the ORM are noted by who makes them.
"""

import re
from datetime import date
from decimal import Decimal

from sqlalchemy import LargeBinary, event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from tenants import audit
from tenants.isolation import Tenanted

# Machinery, parts of a record, and what has a log of its own.
SILENT = frozenset({
    "allocation", "attempt_share", "audit_entry", "audit_export", "autopay_charge", "bulk_invite",
    "bulk_member", "counter", "credit_use", "customer_view", "customer_word", "expiry_notice",
    "export", "idempotent_answer", "invoice_line", "mail", "method_errand", "money_notice",
    "payment_attempt", "portal_link", "portal_visit", "review_note", "staff_link", "staff_visit",
    "statement", "stored_picture", "subscription_line", "usage", "usage_alert", "usage_day",
    "usage_delta", "usage_event", "usage_fold", "usage_hour", "webhook_delivery", "webhook_event",
    "webhook_message", "webhook_try",
})
UNTOLD = frozenset({
    "tenant_id", "created_date", "updated_date", "created_by", "updated_by", "seen_at",
    "last_used_at", "last_step", "misses", "due_at", "lease_until", "tries", "handed_at",
    "entry_id", "held_until", "misread_at",
})
SECRET = re.compile(r"(^|_)(hash|secret|token|password|totp|otp|recovery|sealed)(_|s?$)")
HIDDEN = "•••"
LONGEST = 2000  # characters of a value; a template is kept whole in its own versions


def join():
    """Hang it onto every session; twice does no harm."""
    if not event.contains(Session, "after_flush", note_changes):
        event.listen(Session, "after_flush", note_changes)


def note_changes(session, _context):
    told = [line for verb, records in (("create", session.new), ("change", session.dirty),
                                       ("delete", session.deleted))
            for record in records if audited(record) for line in lines(verb, record)]
    if told:
        audit.write(session.connection(), told)


def audited(record):
    return isinstance(record, Tenanted) and record.__tablename__ not in SILENT


def lines(verb, record):
    changes = dict(changed(verb, record))
    if changes or verb == "delete":
        yield audit.entry(verb, record.__tablename__, key(record), changes=changes,
                          customer_id=getattr(record, "customer_id", None))


def key(record):
    """The company's own id inside the tenant; of what it has one of there is none."""
    own = [value for column, value in zip(inspect(type(record)).primary_key,
                                          inspect(type(record)).primary_key_from_instance(record))
           if column.name != "tenant_id"]
    return "/".join(map(str, own))


def changed(verb, record):
    """(field, [before, after]) of what is not as it was; of a secret only that it is another."""
    for column in inspect(type(record)).column_attrs:
        name, stored = column.key, column.columns[0]
        before, after = moved(verb, record, name)
        if before == after or name in UNTOLD or stored.primary_key or stored.computed is not None:
            continue
        secret = SECRET.search(name) or isinstance(stored.type, LargeBinary)
        yield name, [value and HIDDEN if secret else plain(value) for value in (before, after)]


def moved(verb, record, name):
    state = inspect(record)
    if verb != "change":
        value = state.dict.get(name)
        value = None if value in ("", {}, []) else value
        return (None, value) if verb == "create" else (value, None)
    history = state.get_history(name, PASSIVE_NO_INITIALIZE)
    if not history.added:
        return None, None
    return (history.deleted[0] if history.deleted else None), history.added[0]


def plain(value):
    """As JSON can hold it; a long text is cut."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, dict):
        return {str(name): HIDDEN if SECRET.search(str(name)) else plain(each)
                for name, each in value.items()}
    return list(map(plain, value)) if isinstance(value, (list, tuple, set)) else str(value)
