"""Keys of the company's programs: shown once, stored hashed, bound to tenant and scope (I1)."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Identity, UniqueConstraint, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from config.languages import N_
from tenants import token
from tenants.actor import Actor
from tenants.isolation import Tenanted

SCOPES = {
    "read": N_("Read records"),
    "write": N_("Make and change records"),
    "invite": N_("Invite people to the portal"),
    "events": N_("Send usage events"),
}
SHOWN = 4  # characters after the prefix, by which people know a key again
A_MINUTE = timedelta(minutes=1)


class ApiKey(Tenanted, db.Model):
    __tablename__ = "api_key"
    __table_args__ = (UniqueConstraint("tenant_id", "token_hash"),)

    api_key_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str]
    token_hash: Mapped[bytes]
    scopes: Mapped[list] = mapped_column(JSONB, default=list)
    hint: Mapped[str] = mapped_column(server_default="", default="")
    created_by: Mapped[str] = mapped_column(server_default="", default="")
    last_used_at: Mapped[datetime | None] = mapped_column(DateTime(True))
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    @classmethod
    def mint(cls, name, scopes, sandbox, by):
        """(a new key, its secret), which begins with the environment and is shown once."""
        secret = f"pk_{'sandbox' if sandbox else 'live'}_{token.mint()}"
        key = cls.issue(name, scopes, secret)
        key.created_by = by
        return key, secret

    @classmethod
    def issue(cls, name, scopes, secret):
        """A new key for the secret, whose prefix tells the environment."""
        begins = secret.find("_", len("pk_")) + 1
        key = cls(name=name, scopes=list(scopes), token_hash=token.hashed(secret),
                  hint=secret[:begins + SHOWN])
        db.session.add(key)
        return key

    @classmethod
    def in_force(cls, most):
        """How many open something, to a bound."""
        keys = select(cls.api_key_id).where(cls.revoked_at.is_(None)).limit(most)
        return len(db.session.scalars(keys).all())

    @classmethod
    def under(cls, secret):
        """The key in force behind a bearer secret, or None."""
        return db.session.scalar(
            select(cls).where(cls.token_hash == token.hashed(secret), cls.revoked_at.is_(None))
        )

    @property
    def actor(self):
        return Actor("program", str(self.api_key_id), self.name)

    def use(self):
        """Remember that it is used, to the minute; True where that is to be committed."""
        now = clock.now()
        if self.last_used_at and now - self.last_used_at < A_MINUTE:
            return False
        self.last_used_at = now
        return True

    def remember(self, _secret):
        """As `use`, at once."""
        if self.use():
            db.session.commit()

    def revoke(self):
        """It opens nothing from now on; the first moment of it counts."""
        self.revoked_at = self.revoked_at or clock.now()
