"""Many customers invited at one press (A10): a row first, worked off in pieces by a worker."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.people import access, dry_run
from billing.people.customer import Customer
from billing.people.refusal import Refused
from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.waiting import LEASE, Waiting

PIECE = 25  # customers in one transaction
INVITED, GRANTED = "invited", "granted"


class BulkInvite(Waiting, Tenanted, db.Model):
    """`outcomes` are [customer_id, invited | granted | why not], in the order of `customer_ids`.

    Each outcome is kept in the transaction that invites: a worker that dies and another that goes
    on invite nobody twice.
    """

    __tablename__ = "bulk_invite"
    __table_args__ = (
        CheckConstraint("state in ('pending', 'completed', 'failed')", name="state"),
        Index("ix_bulk_invite_due", "due_at", "tenant_id", postgresql_where="due_at is not null"),
    )

    bulk_invite_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    asked_by: Mapped[str]
    customer_ids: Mapped[list] = mapped_column(JSONB)
    outcomes: Mapped[list] = mapped_column(JSONB, default=list)
    state: Mapped[str] = mapped_column(server_default="pending", default="pending")
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    @classmethod
    def key_column(cls):
        return cls.bulk_invite_id

    @property
    def done(self):
        return len(self.outcomes)

    @property
    def total(self):
        return len(self.customer_ids)

    @property
    def left_out(self):
        """Those that were not invited, with the reason."""
        return [each for each in self.outcomes if each[1] not in (INVITED, GRANTED)]

    def next_piece(self):
        """Invite the next few; the letters that are due. The caller writes them and commits."""
        self.hold()
        letters, told = [], []
        for customer_id in self.customer_ids[self.done : self.done + PIECE]:
            letter, outcome = invited(customer_id)
            letters += [letter] if letter else []
            told.append([customer_id, outcome])
        self.outcomes = [*self.outcomes, *told]
        self.lease_until = clock.now() + LEASE
        if self.done == self.total:
            self.state = "completed"
            self.settle()
        return letters

    def hold(self):
        """The row as it is now, locked: of two workers one at a time goes on."""
        db.session.refresh(self, with_for_update=True)

    def fail(self):
        self.state = "failed"
        self.settle()


def invited(customer_id):
    """(letter, outcome) of one customer; the rules are asked again, as the moment is another."""
    customer = db.session.scalar(select(Customer).where(Customer.customer_id == customer_id))
    if customer is None:
        return None, str(dry_run.GONE)
    try:
        with db.session.begin_nested():
            dry_run.refuse_needless(customer)
            letter = access.invite(access.billing_contact(customer))
    except Refused as refused:
        return None, str(refused)
    return letter, GRANTED if hasattr(letter, "display_name") else INVITED
