"""A statement of account that was asked for (P10); what it shows is computed from the ledger."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.ledger.counter import next_id
from billing.record import Recorded, belongs_to
from config import clock
from config.database import db
from config.languages import N_
from tenants.isolation import Tenanted, current_tenant_id

TEMPLATES = (N_("Balance Forward"), N_("Transaction"), N_("Open Item"))
MOST_A_DAY = 50
SAME = ("customer_id", "statement_date", "template_name", "start_date", "end_date", "currency")


class TooMany(RuntimeError):
    """The customer has asked for as many statements as it gets on one day."""


class Statement(Recorded, Tenanted, db.Model):
    """Dates are days of the tenant's zone, the period's both within; one statement, one currency.

    It keeps which period and kind was asked for, never figures: a statement tells the ledger as
    it stands when it is read, see statement_entries.py.
    """

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint(
            "template_name in ('Balance Forward', 'Transaction', 'Open Item')",
            name="template_name",
        ),
        CheckConstraint("start_date <= end_date and end_date <= statement_date", name="period"),
        belongs_to("customer", "customer_id"),
        Index("ix_statement_updated", "tenant_id", "updated_date", "statement_id"),
        Index(
            "ix_statement_customer", "tenant_id", "customer_id", "statement_date", "statement_id"
        ),
        Index("uq_statement_same", "tenant_id", *SAME, unique=True),
    )

    statement_id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    statement_date: Mapped[date]
    start_date: Mapped[date]
    end_date: Mapped[date]
    template_name: Mapped[str]
    currency: Mapped[str]

    customer = relationship("Customer", viewonly=True)

    @classmethod
    def asked(cls, author="", **what):
        """The statement of that customer, day, kind, period and currency: the one there is of it,
        or a new one under the next ST- id (D20).

        Raises TooMany.
        """
        same = select(cls).filter_by(**what)
        return db.session.scalar(same) or cls.added(same, author, what)

    @classmethod
    def added(cls, same, author, what):
        """Two who ask at once get the same one."""
        of_today = {name: what[name] for name in ("customer_id", "statement_date")}
        counted = select(func.count()).select_from(cls).filter_by(**of_today)
        if db.session.scalar(counted) >= MOST_A_DAY:
            raise TooMany
        row = insert(cls).values(
            tenant_id=current_tenant_id(), statement_id=next_id("ST"), created_by=author,
            updated_by=author, created_date=clock.now(), updated_date=clock.now(),
            custom_fields={}, **what,
        )
        db.session.execute(row.on_conflict_do_nothing())
        return db.session.scalars(same).one()
