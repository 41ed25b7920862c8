"""What a company says in a kind of mail instead of ours, version by version (S7).

Versions are only added: a reset and a restored older one are new versions too.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from mailers.letter import Template
from tenants.isolation import Tenanted

PATIENCE = 3  # mails that a version may spoil by asking for too much, until ours is taken at once


class Overtaken(Exception):
    """Somebody else saved meanwhile; `by` is their version."""

    def __init__(self, by):
        super().__init__()
        self.by = by


class OwnTemplate(Tenanted, db.Model):
    """`failures` counts the mails that it could not make for time or memory; `failure` says why."""

    __tablename__ = "mail_template"
    __table_args__ = (
        CheckConstraint("origin in ('written', 'restored', 'reset', 'copied')", name="origin"),
    )

    template: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[str] = mapped_column(server_default="written", default="written")
    subject: Mapped[str] = mapped_column(server_default="", default="")
    html: Mapped[str] = mapped_column(server_default="", default="")
    text: Mapped[str] = mapped_column(server_default="", default="")
    failures: Mapped[int] = mapped_column(server_default="0", default=0)
    failure: Mapped[str] = mapped_column(server_default="", default="")
    saved_by: Mapped[str] = mapped_column(server_default="", default="")
    saved_at: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    @classmethod
    def versions(cls, template, language):
        """All that were saved, the newest first."""
        query = select(cls).where(cls.template == template, cls.language == language)
        return db.session.scalars(query.order_by(cls.number.desc())).all()

    @classmethod
    def newest(cls, template, language):
        """The last one saved, be it a reset, or None."""
        query = select(cls).where(cls.template == template, cls.language == language)
        return db.session.scalar(query.order_by(cls.number.desc()).limit(1))

    @classmethod
    def wordings(cls):
        """The newest of every template and language that the company words itself."""
        newest = select(cls).ext(distinct_on(cls.template, cls.language))
        ordered = newest.order_by(cls.template, cls.language, cls.number.desc())
        return [found for found in db.session.scalars(ordered) if found.own]

    @classmethod
    def in_force(cls, template, language):
        """What mails are made of, or None where that is ours."""
        found = cls.newest(template, language)
        return found if found and found.own and not found.stopped else None

    @classmethod
    def save(cls, template, language, words, after, by, origin="written"):
        """Add a version after the one of that number; raises Overtaken when that is not the newest.

        `words` is a Template, None for ours again.
        """
        newest = cls.newest(template, language)
        if newest and newest.number != after:
            raise Overtaken(newest)
        words = words or Template("", "", "")
        saved = cls(template=template, language=language, number=after + 1, origin=origin,
                    subject=words.subject, html=words.html, text=words.text, saved_by=by)
        db.session.add(saved)
        db.session.flush()
        return saved

    @property
    def own(self):
        return self.origin != "reset"

    @property
    def stopped(self):
        """It failed too often; mails are made of ours until somebody saves."""
        return self.failures >= PATIENCE

    @property
    def words(self):
        return Template(self.subject, self.html, self.text)

    def fail(self, refusal):
        """It could not make a letter; only what cost time or memory counts against it."""
        self.failure = str(refusal)[:300]
        if any(fault.kind in ("killed", "limit") for fault in refusal.faults):
            self.failures += 1
