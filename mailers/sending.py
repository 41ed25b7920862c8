"""Whether a kind of mail goes out at all, who gets its answers, and who a copy (S7)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.profile import CompanyProfile


class Sending(Tenanted, db.Model):
    """`bcc` are addresses with commas between them; `number` counts the changes."""

    __tablename__ = "mail_sending"

    template: Mapped[str] = mapped_column(primary_key=True)
    enabled: Mapped[bool] = mapped_column(server_default="true", default=True)
    reply_to: Mapped[str] = mapped_column(server_default="", default="")
    bcc: Mapped[str] = mapped_column(server_default="", default="")
    number: Mapped[int] = mapped_column(server_default="0", default=0)
    saved_by: Mapped[str] = mapped_column(server_default="", default="")
    saved_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    @classmethod
    def of(cls, template):
        """What holds for this kind of mail; an unsaved row where nobody has said anything."""
        found = db.session.scalar(select(cls).where(cls.template == template))
        return found or cls(template=template, enabled=True, reply_to="", bcc="", number=0)

    @classmethod
    def all(cls):
        return db.session.scalars(select(cls)).all()

    @staticmethod
    def lock():
        """Of a company's staff one saves after the other, until the end of the transaction."""
        db.session.execute(select(CompanyProfile.tenant_id).with_for_update())

    @property
    def copies(self):
        return [address for address in self.bcc.split(", ") if address]

    def copy_at(self, number, moment):
        """Where the n-th copy of a mail went, "BCC" where the addresses have changed since."""
        known = self.copies if self.saved_at is None or self.saved_at <= moment else []
        return known[number - 1] if number <= len(known) else "BCC"

    def change(self, enabled, reply_to, bcc, by):
        """Whether anything is other than it was."""
        wanted = {"enabled": enabled, "reply_to": reply_to, "bcc": ", ".join(bcc)}
        if all(getattr(self, name) == value for name, value in wanted.items()):
            return False
        for name, value in wanted.items():
            setattr(self, name, value)
        self.number, self.saved_by, self.saved_at = self.number + 1, by, clock.now()
        db.session.add(self)
        db.session.flush()
        return True
