"""Letters that carry a credential: its token is minted as they go out, never stored (D11)."""

from sqlalchemy import select

from config.database import db
from mailers.withdrawn import Withdrawn


def link(kind, mail):
    """The link that the letter carries, locked; raises Withdrawn when nobody may use it now.

    Its own time has not begun before the token is minted: a mail that had to wait is still good.
    """
    found = db.session.scalar(
        select(kind).where(kind.link_id == mail.subject_ids["link_id"]).with_for_update()
    )
    if found is None or found.used_at or found.revoked_at:
        raise Withdrawn("The link was replaced, used or revoked.")
    return found


def hours(found):
    """For how many whole hours the link is valid."""
    return int(found.LIFETIMES[found.purpose].total_seconds() // 3600)
