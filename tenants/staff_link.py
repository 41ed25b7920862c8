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
        """The link to a first password, or a new one; what an older mail carried is dead."""
        cls.revoke(person)
        link = cls(purpose="invitation", staff_id=person.staff_id)
        db.session.add(link)
        db.session.flush()
        return link

    @classmethod
    def revoke(cls, person):
        """What was mailed to them opens nothing any more."""
        db.session.execute(
            update(cls)
            .where(cls.staff_id == person.staff_id)
            .where(cls.used_at.is_(None), cls.revoked_at.is_(None))
            .values(revoked_at=clock.now())
        )
