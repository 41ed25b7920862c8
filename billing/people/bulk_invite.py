"""Many customers at one press (A6, A10): a row first, worked off in pieces by a worker."""

import uuid
from collections import Counter
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Uuid, func, insert, literal, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.people import bulk_work
from billing.people.bulk_member import BulkMember
from billing.people.bulk_work import LEFT
from config import clock
from config.database import db
from tenants.isolation import Tenanted, current_tenant_id
from tenants.waiting import LEASE, Waiting

BUSY = ("checking", "pending")


class BulkInvite(Waiting, Tenanted, db.Model):
    """Its customers are its members, as they were at the press; `verb` is what is done with them.

    An invitation of very many is checked first, in pieces too, and sent at a second press. Each
    outcome is kept in the transaction that acts: a worker that dies and another that goes on invite
    nobody twice. `tally` counts the outcomes by kind; `place` is the last position that was done.
    """

    __tablename__ = "bulk_invite"
    __table_args__ = (
        CheckConstraint("state in ('checking', 'checked', 'pending', 'completed', 'failed')",
                        name="state"),
        CheckConstraint("verb in ('invite', 'enable', 'disable')", name="verb"),
        Index("ix_bulk_invite_due", "due_at", "tenant_id", postgresql_where="due_at is not null"),
    )

    bulk_invite_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    asked_by: Mapped[str]
    verb: Mapped[str] = mapped_column(server_default="invite", default="invite")
    total: Mapped[int] = mapped_column(server_default="0", default=0)
    done: Mapped[int] = mapped_column(server_default="0", default=0)
    place: Mapped[int] = mapped_column(server_default="0", default=0)
    tally: Mapped[dict] = mapped_column(JSONB, server_default="{}", default=dict)
    state: Mapped[str] = mapped_column(server_default="pending", default="pending")
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    shut = ()  # whose access the last piece has ended

    @classmethod
    def key_column(cls):
        return cls.bulk_invite_id

    @classmethod
    def begin(cls, verb, customer_ids, asked_by, state="pending"):
        """One of all that a query of ids finds, in the order of their ids; flushed."""
        bulk = cls(verb=verb, asked_by=asked_by, state=state)
        db.session.add(bulk)
        db.session.flush()
        found = customer_ids.order_by(None).subquery()
        place = func.row_number().over(order_by=found.c.customer_id)
        rows = select(literal(current_tenant_id()), literal(bulk.bulk_invite_id, Uuid), place,
                      found.c.customer_id)
        columns = ["tenant_id", "bulk_invite_id", "position", "customer_id"]
        adding = insert(BulkMember.__table__).from_select(columns, rows)
        bulk.total = db.session.execute(
            adding.execution_options(preserve_rowcount=True)).rowcount
        db.session.flush()
        return bulk

    @property
    def busy(self):
        return self.state in BUSY

    def left_out(self, most):
        """The first of those that nothing was done for: (customer_id, why)."""
        known = (*bulk_work.OUTCOMES, "")
        query = select(BulkMember.customer_id, BulkMember.outcome).where(
            self.mine(), BulkMember.outcome.not_in(known))
        return db.session.execute(query.order_by(BulkMember.position).limit(most)).all()

    def next_piece(self):
        """Do the next few; the letters that are due. The caller writes them and commits."""
        self.hold()
        work = bulk_work.WORK["check" if self.state == "checking" else self.verb]
        members = self.members(work.piece) if self.busy else []
        letters, told = work.do(members), Counter(self.tally)
        told.update(kind(member.outcome, self.state) for member in members)
        self.shut = [one.customer_id for one in members if self.verb == "disable"]
        self.tally, self.done = dict(told), self.done + len(members)
        self.place = members[-1].position if members else self.place
        self.lease_until = clock.now() + LEASE
        if self.busy and self.done >= self.total:
            self.end()
        return letters

    def members(self, most):
        """The next of those that nothing is known of yet."""
        query = select(BulkMember).where(
            self.mine(), BulkMember.position > self.place, BulkMember.outcome == "")
        return db.session.scalars(query.order_by(BulkMember.position).limit(most)).all()

    def mine(self):
        return BulkMember.bulk_invite_id == self.bulk_invite_id

    def end(self):
        self.state = "checked" if self.state == "checking" else "completed"
        self.settle()

    def send(self):
        """Invite those whom the check has found good; False where somebody has pressed already."""
        self.hold()
        if self.state != "checked":
            return False
        self.state, self.total = "pending", self.tally.get("good", 0)
        self.done = self.place = 0
        self.due_at, self.tries = clock.now(), 0
        return True

    def hold(self):
        """The row as it is now, locked: of two workers one at a time goes on."""
        db.session.refresh(self, with_for_update=True)

    def fail(self):
        self.state = "failed"
        self.settle()


def kind(outcome, state):
    """What an outcome counts as."""
    if not outcome:
        return "good" if state == "checking" else LEFT
    return outcome if outcome in bulk_work.OUTCOMES else LEFT
