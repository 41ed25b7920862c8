"""A person's data erased on request, the ledger kept (S16; GDPR, article 17).

What bills and payments say stays, as the law asks to keep it; who the person was does not. The
contact's record stays too, under its id, since other records name it.
"""

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select, text, update

from billing.people.billing_details import ADDRESS
from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser, PortalVisit
from billing.people.refusal import Refused
from config import clock
from config.database import db
from tenants import audit

PERSONAL = ("first_name", "last_name", "email", "phone", "mobile", "job_title", "department",
            *ADDRESS)
NOBODY = "erased"


class ErasedAlready(Refused):
    text = _("The personal data of this contact have been erased already.")


def erase(contact):
    """Blank the person, end all access; the address to be forgotten elsewhere too, or ""."""
    db.session.refresh(contact, with_for_update=True)
    if contact.erased_at:
        raise ErasedAlready()
    address, user_id, name = contact.email, contact.portal_user_id, contact.display_name
    redact(contact.contact_id)
    blank(contact)
    if user_id and not left(Contact.portal_user_id == user_id):
        forget_login(user_id)
    forget_name(contact.customer_id, user_id, name)
    db.session.expire(contact)
    return "" if left(Contact.email == address) else address


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
    db.session.execute(delete(PortalLink).where(PortalLink.contact_id == contact.contact_id))
    audit.note("erase", "contact", contact.contact_id, customer_id=contact.customer_id)


def left(condition):
    """Whether another contact of the company has the same."""
    return db.session.scalar(select(Contact.contact_id).where(condition).limit(1)) is not None


def forget_login(user_id):
    """The login opens nothing any more; its row stays where requests name it."""
    db.session.execute(delete(PortalVisit).where(PortalVisit.portal_user_id == user_id))
    db.session.execute(delete(PortalLink).where(PortalLink.portal_user_id == user_id))
    db.session.execute(
        update(PortalUser)
        .where(PortalUser.portal_user_id == user_id)
        .values(email=f"{NOBODY}-{user_id}", password_hash=None, confirmed_at=None, columns={})
    )


def forget_name(customer_id, user_id, name):
    """Requests tell what was asked, not who asked."""
    asked = update(ChangeRequest).where(ChangeRequest.customer_id == customer_id)
    db.session.execute(
        asked.where(ChangeRequest.portal_user_id == user_id, ChangeRequest.asked_by == name)
        .values(asked_by=NOBODY)
    )
