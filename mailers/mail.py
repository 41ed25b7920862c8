"""A mail: a row first, sent later (W1); it names a template and records, never a secret (D11)."""

import uuid
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import CheckConstraint, Index, Uuid, exists, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.waiting import Waiting

A_DAY = timedelta(days=1)
SHORTEST, LONGEST = timedelta(seconds=30), timedelta(hours=1)
COPY = "A copy came back"
FEWEST_TRIES = 3  # a mail that waited for a day because no worker ran still gets its chances


class Mail(Waiting, Tenanted, db.Model):
    """`subject_ids` are the ids of the records that the letter is about; it is written when sent.

    Withdrawn is a mail that nobody needs any more, such as an invitation that was sent anew.
    """

    __tablename__ = "mail"
    __table_args__ = (
        CheckConstraint("state in ('queued', 'sent', 'failed', 'withdrawn')", name="state"),
        Index("ix_mail_newest", "tenant_id", "created_date", "mail_id"),
        Index("ix_mail_due", "due_at", "tenant_id", postgresql_where="due_at is not null"),
    )

    mail_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    template: Mapped[str]
    recipient: Mapped[str]
    subject_ids: Mapped[dict] = mapped_column(JSONB, default=dict)
    state: Mapped[str] = mapped_column(server_default="queued", default="queued")
    message_id: Mapped[str] = mapped_column(server_default="", default="")
    reason: Mapped[str] = mapped_column(server_default="", default="")
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    notes = ()  # what staff should know of it though it goes out

    @classmethod
    def key_column(cls):
        return cls.mail_id

    @classmethod
    def write(cls, template, recipient, **subject_ids):
        """Queue a letter in the current transaction; the caller wakes a worker after the commit."""
        mail = cls(template=template, recipient=recipient, subject_ids=subject_ids)
        db.session.add(mail)
        db.session.flush()
        return mail

    @classmethod
    def any_since(cls, moment):
        """Whether any was sent since then; since ever where `moment` is None."""
        when = cls.sent_at.is_not(None) if moment is None else cls.sent_at >= moment
        return db.session.scalar(select(exists().where(when)))

    def stamp(self):
        """Its Message-ID, the same at every try: a copy sent after a crash is known as a copy."""
        self.message_id = f"<{self.mail_id}@{current_app.config['BASE_HOST']}>"
        return self.message_id

    def mark_sent(self, note=""):
        self.sent_at = clock.now()
        self.end("sent", note)

    def withdraw(self, reason):
        self.end("withdrawn", reason)

    def fail(self, reason):
        """Not to be delivered at all; staff see it and why (W2)."""
        self.end("failed", reason)

    def bounce(self, reason):
        """Came back after it had been sent; whether that is news. Of who was erased meanwhile no
        more than the code is kept, as servers name whom they could not reach (S15, S16).
        """
        if self.state != "sent":
            return False
        self.fail("; ".join(filter(None, [self.kept_of(reason), self.reason])))
        return True

    def bounce_copy(self, address, reason):
        """A copy of it came back from there, which says nothing of the mail itself; whether that
        is news.
        """
        said = f"{COPY} ({address}): {self.kept_of(reason)}"
        if self.sent_at is None or self.state == "queued" or said in self.reason:
            return False
        self.reason = "; ".join(filter(None, [self.reason, said]))
        return True

    def kept_of(self, reason):
        return reason if "@" in self.recipient else reason.partition(" ")[0]

    def again(self):
        """The mail to be sent once more (S15): itself where it never arrived, else a copy of it.

        One that carries a credential gets a fresh one as it goes out (D11).
        """
        if self.state == "sent":
            return Mail.write(self.template, self.recipient, **self.subject_ids)
        self.state, self.reason, self.tries, self.due_at = "queued", "", 0, clock.now()
        return self

    def end(self, state, reason=""):
        self.state, self.reason = state, reason
        self.settle()

    def put_off(self, reason):
        """Try again after a pause that grows with the wait: a twentieth of it; for a day (W2)."""
        waited = clock.now() - self.created_date
        if waited >= A_DAY and self.tries > FEWEST_TRIES:
            self.fail(reason)
        else:
            self.reason = reason
            self.postpone(min(max(waited / 20, SHORTEST), LONGEST))
