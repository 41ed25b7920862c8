"""Keys of the company's programs: shown once, stored hashed, bound to tenant and scope (I1)."""

from datetime import datetime

from sqlalchemy import BigInteger, Identity, UniqueConstraint, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants import token
from tenants.isolation import Tenanted


class ApiKey(Tenanted, db.Model):
    __tablename__ = "api_key"
    __table_args__ = (UniqueConstraint("tenant_id", "token_hash"),)

    api_key_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str]
    token_hash: Mapped[bytes]
    scopes: Mapped[list] = mapped_column(JSONB, default=list)
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    @classmethod
    def issue(cls, name, scopes, secret):
        """A new key for the secret, whose prefix tells the environment."""
        key = cls(name=name, scopes=list(scopes), token_hash=token.hashed(secret))
        db.session.add(key)
        return key

    @classmethod
    def under(cls, secret):
        """The key in force behind a bearer secret, or None."""
        return db.session.scalar(
            select(cls).where(cls.token_hash == token.hashed(secret), cls.revoked_at.is_(None))
        )
