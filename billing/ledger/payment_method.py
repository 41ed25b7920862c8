"""A way to pay that the customer saved: the gateway's token, never a number (M3)."""

from sqlalchemy import CheckConstraint, Index, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.ledger.objection import BeingCharged, DefaultNeeded, MethodRemoved
from billing.people.customer import Customer
from billing.record import Recorded, belongs_to
from config.database import db
from tenants import audit
from tenants.isolation import Tenanted


class PaymentMethod(Recorded, Tenanted, db.Model):
    __tablename__ = "payment_method"
    __table_args__ = (
        CheckConstraint("type in ('card', 'bank account')", name="type"),
        CheckConstraint("status in ('Active', 'Deleted')", name="status"),
        belongs_to("customer", "customer_id"),
        Index(
            "uq_payment_method_default",
            "tenant_id",
            "customer_id",
            unique=True,
            postgresql_where='"default" and status = \'Active\'',
        ),
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

    def set_default(self, on):
        """Make it the one that is proposed first, or no longer so; raises Objection (M4)."""
        autopay = self.held()
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
        if self.held() and self.default:
            raise DefaultNeeded(method=self.label)
        if self.being_charged:
            raise BeingCharged(method=self.label)
        self.status, self.default = "Deleted", False

    @property
    def being_charged(self):
        """Whether a payment with it is begun that the gateway has not answered yet."""
        mine = select(PaymentMethod.payment_method_id).where(
            PaymentMethod.payment_method_id == self.payment_method_id,
            PaymentMethod.attempts.any(state="pending"),
        )
        return db.session.scalar(mine) is not None

    def held(self):
        """Whether the customer pays by Autopay; its methods are nobody else's to change now."""
        customer = select(Customer.auto_pay).where(Customer.customer_id == self.customer_id)
        autopay = db.session.scalar(customer.with_for_update())
        db.session.refresh(self)
        if self.status != "Active":
            raise MethodRemoved
        return autopay
