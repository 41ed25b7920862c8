"""An address that is erased on request leaves the mail log too (S16)."""

from sqlalchemy import update

from config.database import db
from mailers.mail import Mail

NOBODY = "erased"


def forget(address):
    """No mail names the address any more; what waits to be sent there is not sent."""
    to_them = update(Mail).where(Mail.recipient == address)
    db.session.execute(
        to_them.where(Mail.state == "queued")
        .values(state="withdrawn", due_at=None, lease_until=None, reason=NOBODY)
    )
    db.session.execute(to_them.values(recipient=NOBODY))
