"""A person's data erased on request, the ledger kept (S16; GDPR, article 17).

What bills and payments say stays, as the law asks to keep it; who the person was does not. The
contact's record stays too, under its id, since other records name it.
"""

from typing import NamedTuple

from flask_babel import lazy_gettext as _
from sqlalchemy import and_, select, text, update

from billing.people.billing_details import ADDRESS
from billing.people.contact import Contact
from billing.people.portal_user import PortalUser
from billing.people.refusal import Refused
from billing.people.traces import NOBODY, Traces
from config import clock
from config.database import db
from tenants import audit

PERSONAL = ("first_name", "last_name", "email", "phone", "mobile", "job_title", "department",
            *ADDRESS)


class ErasedAlready(Refused):
    text = _("The personal data of this contact have been erased already.")


class Erased(NamedTuple):
    """What is left to do elsewhere: the address to forget, or "", and files to delete."""

    address: str
    files: list


def erase(contact):
    """Blank the person, end all access; see Erased."""
    db.session.refresh(contact, with_for_update=True)
    if contact.erased_at:
        raise ErasedAlready()
    address, user_id, traces = contact.email, contact.portal_user_id, Traces(contact)
    ends, files = traces.alone, traces.erase()
    redact(contact.contact_id)
    blank(contact)
    if ends:
        forget_login(user_id)
    db.session.expire(contact)
    return Erased("" if left(Contact.email == address) else address, files)


def redact(contact_id):
    """What the audit log says of the person; the log's own rule lets it be done to nobody else.

    The database reads the words from the contact, which must be marked and not yet blank.
    """
    marked = update(Contact).where(Contact.contact_id == contact_id).values(erased_at=clock.now())
    db.session.execute(marked.execution_options(synchronize_session=False))
    db.session.execute(text("select redact_contact(:gone)"), {"gone": contact_id})


def blank(contact):
    """Nothing personal is left on the record, nor a link that opens anything.

    Written past the ORM, whose every change tells the audit log what stood before.
    """
    values = {**dict.fromkeys(PERSONAL, ""), "custom_fields": {}, "access": "Not invited",
              "display_name": f"{contact.contact_id} ({NOBODY})", "portal_allowed": False,
              "portal_user_id": None, "erased_at": clock.now()}
    db.session.execute(
        update(Contact).where(Contact.contact_id == contact.contact_id).values(values)
        .execution_options(synchronize_session=False)
    )
    audit.note("erase", "contact", contact.contact_id, customer_id=contact.customer_id)


def others_have(contact):
    """Whether the address is another contact's too, so that mails to it are not this one's."""
    return left(and_(Contact.email == contact.email, Contact.contact_id != contact.contact_id))


def left(condition):
    """Whether a contact of the company has it."""
    return db.session.scalar(select(Contact.contact_id).where(condition).limit(1)) is not None


def forget_login(user_id):
    """The login opens nothing any more; its row stays where requests name it."""
    db.session.execute(
        update(PortalUser)
        .where(PortalUser.portal_user_id == user_id)
        .values(email=f"{NOBODY}-{user_id}", password_hash=None, confirmed_at=None, columns={},
                language=None, time_zone=None, theme=None)
        .execution_options(synchronize_session=False)
    )
