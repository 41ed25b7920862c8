"""What forms of customers and contacts share: who else has saved, what stands, what was typed."""

from flask import request
from flask_babel import gettext as _
from sqlalchemy import and_, or_, select

from billing.people import audit_words, keeping
from config.database import db
from config.languages import moment
from tenants.audit_entry import AuditEntry


def overtaken(form, record, stands):
    """Whether somebody has saved since the form was opened; then it says who, when and what.

    What was typed stays in the form, with what stands now beside it.
    """
    keeping.held(record)
    seen, now = form.stamp.data, stamp_of(record, stands)
    if seen == now:
        return False
    form.stamp.raw_data, form.stamp.data = None, now
    form.form_errors.append(told(newest(record)))
    for name, value in stands(record).items():
        if name in form and (value or "") != (form[name].data or ""):
            form[name].errors = [*form[name].errors, both(form[name], value)]
    db.session.rollback()
    return True


def typed():
    """All that was sent, as [(name, value)], to go along with a question."""
    return [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]


def stamp_of(record, stands):
    return keeping.mark(stands(record))


def newest(record):
    """The audit log's line of the last change, or None; who gets the bills is the account's."""
    account = of("customer", record.customer_id)
    if hasattr(record, "contact_id"):
        moved = and_(account, AuditEntry.changes.has_key("billing_contact_id"))
        account = or_(of("contact", record.contact_id), moved)
    query = select(AuditEntry).where(account, AuditEntry.verb == "change")
    return db.session.scalar(query.order_by(
        AuditEntry.happened_at.desc(), AuditEntry.audit_entry_id.desc()).limit(1))


def of(kind, key):
    return and_(AuditEntry.record_kind == kind, AuditEntry.record_id == key)


def told(change):
    if change is None or change.actor_kind == "system":
        return str(keeping.Changed())
    return _("%(name)s saved this page on %(time)s, after you had opened it. What you entered is"
             " below and not saved yet. Saving again puts it in place of what %(name)s saved.",
             name=audit_words.actor(change), time=moment(change.happened_at))


def both(field, value):
    """What stands now and what was typed, as the field's own choices call them."""
    return _("Stands now: %(value)s. Yours: %(own)s", value=shown(field, value),
             own=shown(field, field.data))


def shown(field, value):
    choices = {key: label for key, label in getattr(field, "choices", None) or ()}
    said = {True: _("Yes"), False: _("No"), None: "–", "": "–"}
    return choices.get(value or "") or said.get(value, value)
