"""Links mailed to a customer's people: invitation, confirmation, new password (R1 to R5)."""

from datetime import timedelta

from sqlalchemy import BigInteger, Index, UniqueConstraint, update
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from billing.people.contact import Contact
from billing.people.portal_user import PortalUser
from billing.record import belongs_to
from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.link import Link


class PortalLink(Link, Tenanted, db.Model):
    __tablename__ = "portal_link"
    __table_args__ = (
        UniqueConstraint("tenant_id", "token_hash"),
        belongs_to("contact", "contact_id", ondelete="CASCADE"),
        belongs_to("portal_user", "portal_user_id", ondelete="CASCADE"),
        Index("ix_portal_link_contact", "tenant_id", "contact_id"),
    )
    LIFETIMES = {
        "invitation": timedelta(hours=72),
        "confirmation": timedelta(hours=72),
        "reset": timedelta(hours=1),
    }

    contact_id: Mapped[str | None]
    portal_user_id: Mapped[int | None] = mapped_column(BigInteger)

    contact = relationship(Contact, viewonly=True)
    portal_user = relationship(PortalUser, viewonly=True)

    @classmethod
    def issue(cls, purpose, contact=None, portal_user=None):
        """A new link whose older siblings are dead from now on; its token comes with the mail."""
        whose = {
            "contact_id": contact and contact.contact_id,
            "portal_user_id": portal_user and portal_user.portal_user_id,
        }
        cls.revoke(purpose, **whose)
        link = cls(purpose=purpose, expires_at=clock.now() + cls.LIFETIMES[purpose], **whose)
        db.session.add(link)
        db.session.flush()
        return link

    @classmethod
    def issue_all(cls, purpose, contacts):
        """As issue, of many contacts by three statements."""
        now = clock.now()
        db.session.execute(
            update(cls)
            .where(cls.purpose == purpose, cls.contact_id.in_([one.contact_id for one in contacts]))
            .where(cls.portal_user_id.is_(None), cls.used_at.is_(None), cls.revoked_at.is_(None))
            .values(revoked_at=now)
        )
        links = [cls(purpose=purpose, expires_at=now + cls.LIFETIMES[purpose],
                     contact_id=one.contact_id) for one in contacts]
        db.session.add_all(links)
        db.session.flush()
        for link, one in zip(links, contacts, strict=True):
            set_committed_value(link, "contact", one)
        return links

    @classmethod
    def revoke(cls, purpose, contact_id=None, portal_user_id=None):
        db.session.execute(
            update(cls)
            .where(cls.purpose == purpose, cls.contact_id == contact_id)
            .where(cls.portal_user_id == portal_user_id, cls.used_at.is_(None))
            .where(cls.revoked_at.is_(None))
            .values(revoked_at=clock.now())
        )
