"""Links that were mailed to staff and prove their reader (D11)."""

from datetime import timedelta

from sqlalchemy import BigInteger, ForeignKeyConstraint, UniqueConstraint, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.link import Link
from tenants.staff import Staff


class StaffLink(Link, Tenanted, db.Model):
    """Either purpose sets a password: an invitation the first one, or another by staff's wish, a
    reset by the person's own (R5)."""

    __tablename__ = "staff_link"
    __table_args__ = (
        UniqueConstraint("tenant_id", "token_hash"),
        ForeignKeyConstraint(
            ["tenant_id", "staff_id"], ["staff.tenant_id", "staff.staff_id"], ondelete="CASCADE"
        ),
    )
    LIFETIMES = {"invitation": timedelta(hours=72), "reset": timedelta(hours=1)}

    staff_id: Mapped[int] = mapped_column(BigInteger)
    staff = relationship(Staff, viewonly=True)

    @classmethod
    def invite(cls, person):
        return cls.issue("invitation", person)

    @classmethod
    def issue(cls, purpose, person):
        """A new link; what an older mail of this purpose carried is dead, and no other: whoever
        asks for a reset in another's name kills no invitation of theirs."""
        cls.revoke(person, purpose)
        link = cls(purpose=purpose, staff_id=person.staff_id)
        db.session.add(link)
        db.session.flush()
        return link

    @classmethod
    def revoke(cls, person, *purposes):
        """What was mailed to them opens nothing any more."""
        db.session.execute(
            update(cls)
            .where(cls.staff_id == person.staff_id, cls.purpose.in_(purposes or cls.LIFETIMES))
            .where(cls.used_at.is_(None), cls.revoked_at.is_(None))
            .values(revoked_at=clock.now())
        )

    @classmethod
    def behind(cls, secret):
        """The link of a token, of whichever purpose and in whatever state, or None."""
        return cls.find(secret, "reset") or cls.find(secret, "invitation")

    def set_password(self, new):
        """Use it up: the password is new, every visit has ended, and nothing else that was mailed
        sets another. False when somebody was faster or the link is dead."""
        if not self.use_up():
            return False
        self.staff.set_password(new)
        self.revoke(self.staff)
        return True
