"""A person who is erased on request leaves the mail log too (S16)."""

from sqlalchemy import func, or_, select, update

from config.database import db
from config.tally import bounded
from mailers.mail import Mail

NOBODY = "erased"


def forget(contact_id, address):
    """No mail names the person any more; what waits to be sent there is not sent.

    Without an address, because others have it too, only mails that are about this contact.
    """
    to_them = update(Mail).where(about(contact_id, address))
    db.session.execute(
        to_them.where(Mail.state == "queued")
        .values(state="withdrawn", due_at=None, lease_until=None, reason=NOBODY)
    )
    said = func.replace(Mail.reason, Mail.recipient, NOBODY)
    db.session.execute(to_them.values(recipient=NOBODY, reason=said))
    if address:
        others = update(Mail).where(Mail.reason.contains(address, autoescape=True))
        db.session.execute(others.values(reason=func.replace(Mail.reason, address, NOBODY)))


def waiting(contact_id, address):
    """How many mails to the person wait to be sent, to the bound of what a page counts."""
    query = select(Mail.mail_id).where(about(contact_id, address), Mail.state == "queued")
    return db.session.scalar(bounded(query))


def about(contact_id, address):
    """SQL for: a mail that is theirs; by the contact alone without an address."""
    theirs = Mail.subject_ids["contact_id"].astext == contact_id
    return or_(theirs, Mail.recipient == address) if address else theirs
