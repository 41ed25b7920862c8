"""What a program's call was answered, kept so that the same call again does nothing (I4)."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants.isolation import Tenanted, current_tenant_id

KEPT = timedelta(hours=24)
PATIENCE = timedelta(minutes=2)  # longer than any gateway takes to answer or not to


class UnderWay(Exception):
    """The call that came first has not been answered yet."""


class AskedOtherwise(Exception):
    """The key came with another call before."""


class IdempotentAnswer(Tenanted, db.Model):
    """Without a status: under way, by a call that commits more than once; see `reserve`."""

    __tablename__ = "idempotent_answer"
    __table_args__ = (
        CheckConstraint("status between 200 and 499", name="status"),
        ForeignKeyConstraint(["tenant_id", "api_key_id"],
                             ["api_key.tenant_id", "api_key.api_key_id"]),
        Index("ix_idempotent_answer_begun", "tenant_id", "begun_at"),
    )

    api_key_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    idempotency_key: Mapped[str] = mapped_column(primary_key=True)
    asked: Mapped[bytes]
    status: Mapped[int | None]
    headers: Mapped[dict] = mapped_column(JSONB, server_default="{}", default=dict)
    answer: Mapped[str] = mapped_column(server_default="", default="")
    begun_at: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    @classmethod
    def begin(cls, api_key_id, idempotency_key, asked):
        """The answer of before, or a new row, which nobody else gets until the transaction ends.

        `asked` is the hash of the call. Raises UnderWay and AskedOtherwise.
        """
        if not db.session.scalar(select(func.pg_try_advisory_xact_lock(
                number(current_tenant_id(), api_key_id, idempotency_key)))):
            raise UnderWay
        given = db.session.scalar(select(cls).where(
            cls.api_key_id == api_key_id, cls.idempotency_key == idempotency_key))
        if given and not given.over:
            return given.for_the(asked)
        if given:
            db.session.delete(given)
            db.session.flush()
        return cls(api_key_id=api_key_id, idempotency_key=idempotency_key, asked=asked)

    def for_the(self, asked):
        if self.asked != asked:
            raise AskedOtherwise
        if self.status is None:
            raise UnderWay
        return self

    @property
    def over(self):
        """Whether it counts no more: it is old, or its call ended without an answer."""
        return self.begun_at <= clock.now() - (KEPT if self.status else PATIENCE)

    def reserve(self):
        """Be seen by others from the next commit on, before there is an answer."""
        db.session.add(self)
        db.session.flush()

    def keep(self, status, headers, answer):
        """Stored with what it answers for; the caller commits both."""
        self.status, self.headers, self.answer = status, headers, answer
        db.session.add(self)


def number(*parts):
    """63 bits and a sign that stand for the call among the database's locks."""
    said = hashlib.blake2b(repr(parts).encode(), digest_size=8).digest()
    return int.from_bytes(said, signed=True)
