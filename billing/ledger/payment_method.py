"""A way to pay that the customer saved: the gateway's token, never a number (M3)."""

from sqlalchemy import CheckConstraint, Index, select, text, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.ledger.counter import next_id
from billing.ledger.objection import BeingCharged, DefaultNeeded, MethodRemoved
from billing.people.customer import Customer
from billing.record import Recorded, belongs_to
from config.database import db
from tenants import audit
from tenants.isolation import Tenanted


class PaymentMethod(Recorded, Tenanted, db.Model):
    """Pending waits at the gateway to be verified; One-time is for a single payment (M10)."""

    __tablename__ = "payment_method"
    __table_args__ = (
        CheckConstraint("type in ('card', 'bank account')", name="type"),
        CheckConstraint(
            "status in ('Active', 'Pending', 'One-time', 'Deleted')", name="status"
        ),
        belongs_to("customer", "customer_id"),
        Index(
            "uq_payment_method_default",
            "tenant_id",
            "customer_id",
            unique=True,
            postgresql_where='"default" and status = \'Active\'',
        ),
        Index("ix_payment_method_customer", "tenant_id", "customer_id"),
        Index("ix_payment_method_stripe", "tenant_id", text("split_part(token, '/', 2)"),
              postgresql_where="gateway = 'stripe'"),
    )

    payment_method_id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    gateway: Mapped[str]
    token: Mapped[str]
    type: Mapped[str]
    brand: Mapped[str] = mapped_column(server_default="", default="")
    last4: Mapped[str] = mapped_column(server_default="", default="")
    expiry: Mapped[str] = mapped_column(server_default="", default="")
    account_holder_name: Mapped[str] = mapped_column(server_default="", default="")
    status: Mapped[str] = mapped_column(server_default="Active", default="Active")
    default: Mapped[bool] = mapped_column(server_default="false", default=False)

    attempts = relationship("PaymentAttempt", viewonly=True)

    @property
    def label(self):
        """As a person knows it: “Visa •••• 4242”."""
        return f"{self.brand} •••• {self.last4}".strip()

    @classmethod
    def keep(cls, customer_id, gateway, told, status=None):
        """The record of a Method that the gateway has saved, the same for the same token.

        The first that can be paid with is the default. `status` for another than the gateway told.
        Raises MethodRemoved where it was deleted since.
        """
        autopay_of(customer_id)
        mine = select(cls).where(cls.customer_id == customer_id)
        known = mine.where(cls.gateway == gateway, cls.token == told.token)
        method = db.session.scalar(known) or cls(
            payment_method_id=next_id("PM"), customer_id=customer_id, gateway=gateway,
            token=told.token, type=told.type, brand=told.brand, last4=told.last4,
            expiry=told.expiry, account_holder_name=told.account_holder_name, status="Pending",
            default=False,
        )
        if method.status == "Deleted":
            raise MethodRemoved
        if method.status == "Pending":
            method.status = status or told.status
            first = db.session.scalar(mine.where(cls.default, cls.status == "Active")) is None
            method.default = first and method.status == "Active"
        db.session.add(method)
        db.session.flush()
        return method

    @classmethod
    def at_stripe(cls, reference):
        """Those that can be paid with and that Stripe knows by that id, the middle of its token."""
        theirs = text("gateway = 'stripe' and split_part(token, '/', 2) = :reference")
        usable = cls.status.in_(("Active", "One-time"))
        query = select(cls).where(theirs.bindparams(reference=reference), usable)
        return db.session.scalars(query.order_by(cls.payment_method_id)).all()

    def follow(self, told):
        """Take what the gateway says of it now, a Method; None where it can be charged no more."""
        if told is None:
            self.status, self.default = "Deleted", False
            return
        self.brand, self.last4, self.expiry = told.brand, told.last4, told.expiry
        self.account_holder_name = told.account_holder_name

    def set_default(self, on):
        """Make it the one that is proposed first, or no longer so; raises Objection (M4)."""
        autopay = self.held("Active")
        if self.default and not on and autopay:
            raise DefaultNeeded(method=self.label)
        former = db.session.scalars(
            update(PaymentMethod)
            .where(PaymentMethod.customer_id == self.customer_id, PaymentMethod.default)
            .where(PaymentMethod.payment_method_id != self.payment_method_id)
            .values(default=False)
            .returning(PaymentMethod.payment_method_id)
        ).all()
        for key in former:
            audit.note("change", "payment_method", key, customer_id=self.customer_id,
                       changes={"default": [True, False]})
        self.default = on

    def delete(self):
        """Not to be paid with any more; its payments keep naming it. Raises Objection (M4)."""
        if self.held("Active", "Pending") and self.default:
            raise DefaultNeeded(method=self.label)
        if self.being_charged:
            raise BeingCharged(method=self.label)
        self.status, self.default = "Deleted", False

    @property
    def being_charged(self):
        """Whether a payment with it is begun that the gateway has not answered yet."""
        return self.has_attempts(["pending"])

    def has_attempts(self, states):
        """Whether there are payments with it in one of these states."""
        of = PaymentMethod.attempts
        mine = select(PaymentMethod.payment_method_id).where(
            PaymentMethod.payment_method_id == self.payment_method_id,
            of.any(of.property.mapper.class_.state.in_(states)),
        )
        return db.session.scalar(mine) is not None

    def held(self, *states):
        """Whether the customer pays by Autopay; its methods are nobody else's to change now."""
        autopay = autopay_of(self.customer_id)
        db.session.refresh(self)
        if self.status not in states:
            raise MethodRemoved
        return autopay


def autopay_of(customer_id):
    """Whether the customer pays by Autopay; holds its methods until the transaction ends."""
    customer = select(Customer.auto_pay).where(Customer.customer_id == customer_id)
    return db.session.scalar(customer.with_for_update())
