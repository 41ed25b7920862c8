"""Money is conserved, whatever is paid in whatever order and however the gateway answers (A8)."""

from collections import defaultdict
from itertools import count
from types import SimpleNamespace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from billing.ledger.allocation import Allocation
from billing.ledger.invoice import Invoice
from billing.ledger.objection import Objection
from billing.ledger.payment import Payment
from config.database import db
from tests import ledger

INVOICES = 2
OPEN = {"pending", "unknown", "action required", "processing"}
LEADS_TO = {
    "unknown": {"pending"},
    "action required": {"pending", "unknown"},
    "processing": {"pending", "unknown", "action required"},
    "not sent": {"pending", "unknown"},
    "declined": OPEN,
    "approved": OPEN | {"not sent"},
}
ANSWERS = st.sampled_from([*sorted(LEADS_TO), "approved", "approved", "approved"])
FIRST = st.sampled_from([*sorted(LEADS_TO), "unknown", "processing"])
part = st.integers(1, 4)
invoice = st.integers(0, INVOICES - 1)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("pay"), st.sets(invoice, min_size=1), part, FIRST),
        st.tuples(st.just("answer"), st.integers(0, 3), ANSWERS),
        st.tuples(st.just("elsewhere"), invoice, part),
    ),
    min_size=4, max_size=12,
)
runs = count(1)


class Model:
    """What should be: owed by invoice, open attempts, and what came in."""

    def __init__(self, book):
        self.book, self.run, self.attempts = book, next(runs), []
        self.total = {f"R{self.run}-{number}": 10_000 + number for number in range(INVOICES)}
        self.counted = defaultdict(int)
        self.captured = 0
        with book.cast.within():
            for invoice_id, amount in self.total.items():
                ledger.invoice(invoice_id, "C-1001", amount, days=-1)
            db.session.commit()

    def owed(self, invoice_id):
        return self.total[invoice_id] - self.counted[invoice_id]

    def pay(self, numbers, divisor, answer):
        wanted = {name: max(1, self.owed(name) // divisor)
                  for name in (f"R{self.run}-{number}" for number in numbers)}
        taken = {name for each in self.attempts if each.state in OPEN
                 for name in each.wanted}
        possible = not taken & set(wanted) and all(map(self.owed, wanted))
        try:
            order = self.book.begun(wanted)
        except Objection:
            assert not possible
        else:
            assert possible
            self.attempts.append(SimpleNamespace(
                id=order.terms.attempt_id, wanted=wanted, state="pending"))
            self.answer(len(self.attempts) - 1, answer)

    def answer(self, number, answer):
        if self.attempts:
            attempt = self.attempts[number % len(self.attempts)]
            self.book.settle(attempt.id, answer)
            if attempt.state in LEADS_TO[answer]:
                attempt.state = answer
                self.count(attempt)

    def count(self, attempt):
        if attempt.state == "approved":
            self.captured += sum(attempt.wanted.values())
            for name, amount in attempt.wanted.items():
                self.counted[name] += min(amount, self.owed(name))

    def elsewhere(self, number, divisor):
        """An external payment, which asks nobody whether an attempt is open."""
        name = f"R{self.run}-{number}"
        amount = self.owed(name) // divisor
        if amount:
            with self.book.invoices(name) as invoices:
                key = f"EXT-{self.run}-{next(runs)}"
                ledger.payment(key, "C-1001", amount, {invoices[0]: amount})
            self.counted[name] += amount

    def check(self):
        with self.book.cast.within():
            for name in self.total:
                record = db.session.get_one(Invoice, (self.book.cast.acme, name))
                applied = db.session.scalar(
                    select(func.coalesce(func.sum(Allocation.amount), 0))
                    .where(Allocation.invoice_id == name))
                assert applied == record.paid_amount == self.counted[name]
                assert record.balance == self.owed(name) == record.invoice_amount - applied >= 0
            ids = [each.payment_id for each in self.book.attempts()
                   if str(each.attempt_id) in {attempt.id for attempt in self.attempts}]
            paid = db.session.scalars(select(Payment).where(Payment.payment_id.in_(ids))).all()
            for payment in paid:
                applied = sum(each.amount for each in payment.allocations)
                assert applied == payment.applied_amount <= payment.payment_amount
                assert payment.status == "Processed" or applied == 0
            assert self.captured == sum(
                each.payment_amount for each in paid if each.status == "Processed")


@settings(max_examples=30, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps)
@example([("pay", {0, 1}, 1, "unknown"), ("elsewhere", 0, 2), ("answer", 0, "approved")])
@example([("pay", {0}, 1, "not sent"), ("pay", {0}, 1, "approved"), ("answer", 0, "approved")])
def test_balance_is_total_less_applied_after_every_step(book, steps):
    model = Model(book)
    for name, *values in steps:
        getattr(model, name)(*values)
        model.check()
