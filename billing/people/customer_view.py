"""A customer's portal as staff look at it (S14): read-only, for half an hour, in their name."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.record import belongs_to
from config import clock
from config.database import db
from tenants import token
from tenants.isolation import Tenanted

LASTS = timedelta(minutes=30)


class CustomerView(Tenanted, db.Model):
    """It ends with the staff visit that it was begun from, if not before."""

    __tablename__ = "customer_view"
    __table_args__ = (
        UniqueConstraint("tenant_id", "token_hash"),
        belongs_to("staff_visit", "staff_visit_id", key=["visit_id"], ondelete="CASCADE"),
        belongs_to("customer", "customer_id"),
        Index("ix_customer_view_staff_visit", "tenant_id", "staff_visit_id"),
    )

    customer_view_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    token_hash: Mapped[bytes]
    staff_visit_id: Mapped[int] = mapped_column(BigInteger)
    staff_id: Mapped[int] = mapped_column(BigInteger)
    customer_id: Mapped[str]
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(
        DateTime(True), default=lambda: clock.now() + LASTS
    )

    @classmethod
    def begin(cls, customer, visit):
        """The secret for the cookie of a new one, in the name of the staff visit's owner."""
        secret = token.mint()
        db.session.add(cls(token_hash=token.hashed(secret), customer_id=customer.customer_id,
                           staff_visit_id=visit.visit_id, staff_id=visit.staff_id))
        return secret
