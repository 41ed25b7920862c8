"""What has happened to somebody's sign-in is told to them by mail, so that nobody does it unnoticed
(S12)."""

from config.database import db
from mailers import staff_notice
from workers.queue import wake


def tell(person, event, **facts):
    """Commits, what has happened too."""
    mail = staff_notice.write(person, event, **facts)
    db.session.commit()
    wake("mail", mail.mail_id)
