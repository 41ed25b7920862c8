"""What a customer's people ask staff to change: a subscription (P9, D19), billing details (P21).

One request waits for each subscription, and one for the billing details: a second takes the
place of the first, which is then Withdrawn, so that nobody decides on what is no longer meant.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from billing.ledger.counter import next_id
from billing.ledger.subscription import Subscription
from billing.people import asking
from billing.people.customer import Customer
from billing.people.pending import Pending
from billing.people.portal_user import PortalUser
from billing.record import belongs_to
from config import clock
from config.database import db
from tenants.isolation import Tenanted

STATES = ("Pending", "Accepted", "Declined", "Withdrawn")


class ChangeRequest(Pending, Tenanted, db.Model):
    """`asked` and `before` map the same fields to what is wanted and what stood when it was asked.

    The fields are those of billing_details, the ids of subscription lines (their quantities as
    texts), or cancellation_date (a day in ISO 8601, or ""). `effective_date` is from when new
    quantities are wanted; `note` is the user's word, `reason` that of staff to the customer.
    """

    __tablename__ = "change_request"
    __table_args__ = (
        CheckConstraint("kind in ('Quantity', 'Cancellation', 'Billing details')", name="kind"),
        CheckConstraint(
            "state in ('Pending', 'Accepted', 'Declined', 'Withdrawn')", name="state"
        ),
        CheckConstraint(
            "(kind = 'Billing details') = (subscription_id is null)", name="subject"
        ),
        CheckConstraint("(state = 'Pending') = (closed_at is null)", name="closed"),
        CheckConstraint(
            "(state in ('Accepted', 'Declined')) = (decided_by <> '')", name="decided"
        ),
        belongs_to("customer", "customer_id"),
        belongs_to("subscription", "subscription_id"),
        belongs_to("portal_user", "portal_user_id"),
        belongs_to("staff", "staff_id"),
        Index(
            "uq_change_request_pending", "tenant_id", "customer_id", "subscription_id",
            unique=True, postgresql_nulls_not_distinct=True, postgresql_where="state = 'Pending'",
        ),
        Index("ix_change_request_customer", "tenant_id", "customer_id", "asked_at"),
        Index("ix_change_request_closed", "tenant_id", "closed_at", "request_id"),
    )

    request_id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    kind: Mapped[str]
    subscription_id: Mapped[str | None]
    asked: Mapped[dict]
    before: Mapped[dict]
    effective_date: Mapped[date | None]
    note: Mapped[str] = mapped_column(server_default="", default="")
    reason: Mapped[str] = mapped_column(server_default="", default="")
    state: Mapped[str] = mapped_column(server_default="Pending", default="Pending")
    portal_user_id: Mapped[int] = mapped_column(BigInteger)
    asked_by: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    staff_id: Mapped[int | None] = mapped_column(BigInteger)
    decided_by: Mapped[str] = mapped_column(server_default="", default="")
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    customer = relationship(Customer, viewonly=True)
    portal_user = relationship(PortalUser, viewonly=True)
    subscription = relationship(Subscription, viewonly=True)

    @classmethod
    def ask(cls, kind, subject, asked, by, **more):
        """A new request of a Visitor, in place of the one that waited; None where that is the same.

        `subject` is the customer or the subscription; `more` may be note and effective_date.
        """
        whose = {"customer_id": subject.customer_id,
                 "subscription_id": getattr(subject, "subscription_id", None)}
        wish = {"kind": kind, "asked": asked, **more}
        former = cls.waiting(**whose)
        if former and all(getattr(former, name) == value for name, value in wish.items()):
            return None
        if former:
            former.close("Withdrawn")
            db.session.flush()
        request = cls(request_id=next_id("RQ"), portal_user_id=by.portal_user_id,
                      asked_by=by.contact_name, before=asking.of(kind).now(subject, asked),
                      **whose, **wish)
        db.session.add(request)
        db.session.flush()
        return request

    @classmethod
    def newest(cls, customer_id, subscription_id, most=3):
        """The last requests of a subject, the newest first."""
        return db.session.scalars(
            select(cls)
            .where(cls.customer_id == customer_id, cls.subscription_id == subscription_id)
            .order_by(cls.asked_at.desc(), cls.request_id.desc())
            .limit(most)
        ).all()
