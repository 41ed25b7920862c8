"""A signed-in visit: a row on the server and a random cookie (D1)."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Identity
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants import token

ABSOLUTE = timedelta(hours=12)


class Visit:
    """Shared by the two doors; ends by idleness, after 12 hours, or when its row is deleted."""

    visit_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    token_hash: Mapped[bytes]
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(
        DateTime(True), default=lambda: clock.now() + ABSOLUTE
    )
    user_agent: Mapped[str] = mapped_column(server_default="", default="")

    @classmethod
    def begin(cls, user_agent="", **whose):
        """A new visit and the secret for its cookie."""
        secret = token.mint()
        visit = cls(token_hash=token.hashed(secret), user_agent=user_agent[:200], **whose)
        db.session.add(visit)
        return visit, secret

    def end(self):
        db.session.delete(self)
