"""A person who is erased on request leaves the mail log too (S16)."""

from sqlalchemy import func, or_, update

from config.database import db
from mailers.mail import Mail

NOBODY = "erased"


def forget(contact_id, address):
    """No mail names the person any more; what waits to be sent there is not sent.

    Without an address, because others have it too, only mails that are about this contact.
    """
    theirs = Mail.subject_ids["contact_id"].astext == contact_id
    to_them = update(Mail).where(or_(theirs, Mail.recipient == address) if address else theirs)
    db.session.execute(
        to_them.where(Mail.state == "queued")
        .values(state="withdrawn", due_at=None, lease_until=None, reason=NOBODY)
    )
    said = func.replace(Mail.reason, Mail.recipient, NOBODY)
    db.session.execute(to_them.values(recipient=NOBODY, reason=said))
    if address:
        others = update(Mail).where(Mail.reason.contains(address, autoescape=True))
        db.session.execute(others.values(reason=func.replace(Mail.reason, address, NOBODY)))
