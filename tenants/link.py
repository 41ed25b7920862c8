"""A link that was mailed and proves its reader: minted when sent, used up once (D11)."""

from datetime import datetime

from sqlalchemy import BigInteger, Identity, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants import token


class Link:
    """Shared by the links of staff and of portal users; only the token's hash is stored."""

    link_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    purpose: Mapped[str]
    token_hash: Mapped[bytes | None]
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    expires_at: Mapped[datetime | None] = mapped_column(DateTime(True))
    used_at: Mapped[datetime | None] = mapped_column(DateTime(True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    def mint(self):
        """A fresh token for the mail that is being sent; its time starts now."""
        secret = token.mint()
        self.token_hash = token.hashed(secret)
        self.expires_at = clock.now() + self.LIFETIMES[self.purpose]
        return secret

    @property
    def expired(self):
        return self.expires_at is not None and self.expires_at <= clock.now()

    @property
    def usable(self):
        return not (self.used_at or self.revoked_at or self.expired)

    @classmethod
    def find(cls, secret, purpose):
        """The link of a token in whatever state, or None."""
        return db.session.scalar(
            db.select(cls).where(cls.token_hash == token.hashed(secret), cls.purpose == purpose)
        )

    def use_up(self):
        """True for exactly one caller, however many come at the same moment."""
        now = clock.now()
        taken = db.session.execute(
            update(type(self))
            .where(type(self).link_id == self.link_id, type(self).used_at.is_(None))
            .where(type(self).revoked_at.is_(None), type(self).expires_at > now)
            .values(used_at=now)
            .execution_options(synchronize_session=False)
        )
        return taken.rowcount == 1
