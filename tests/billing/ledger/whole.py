"""Everything that moves money, in any order, with the Test gateway and crashes between (M6, M9).

After each step the books are held against their own rules; at the end of a run, once the janitor
has asked about all that is open, against the gateway's own ledger.
"""

import uuid
from datetime import date, timedelta
from itertools import count

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from billing.ledger import applying, external, giving_back, paying, review
from billing.ledger.autopay_charge import AutopayCharge
from billing.ledger.charge_back import charge_back, give_back
from billing.ledger.invoice_writing import Invoices
from billing.ledger.objection import Objection
from billing.people.customer import Customer
from billing.people.refusal import Refused
from config import clock
from config.database import db
from tests import ledger
from tests.billing.ledger.audit import Books
from workers import autopay, payments, refunds

runs = count(1)
METHODS = ("visa", "visa", "visa", "card_declined", "cut_after", "error_before", "bank",
           "bank_closed", "3ds")
some, part = st.integers(0, 5), st.integers(1, 3)
crash = st.sampled_from(["", "", "", "before the call", "after the call"])


class Whole(RuleBasedStateMachine):
    """Of one customer of its own; `cast` and `figures`, a Counter, are given by a subclass."""

    cast, figures = None, None

    @initialize(method=st.sampled_from(METHODS))
    def open_account(self, method):
        run = next(runs)
        self.customer_id, self.invoices = f"W{run}", [f"W{run}-{number}" for number in range(3)]
        with self.cast.within():
            yesterday = clock.today(ledger.ZONE) - timedelta(1)
            db.session.add(Customer(customer_id=self.customer_id, name="W", currency="USD",
                                    auto_pay=True, autopay_since=date(2020, 1, 1)))
            db.session.flush()
            for name in dict.fromkeys(METHODS):
                ledger.method(f"W{run}-{name}", self.customer_id, f"tm_{name}",
                              default=name == method)
            for number, invoice_id in enumerate(self.invoices):
                ledger.invoice(invoice_id, self.customer_id, 10_001 + number, days=-30)
                charge = AutopayCharge(customer_id=self.customer_id, invoice_id=invoice_id)
                charge.plan(yesterday)
                db.session.add(charge)
            db.session.commit()
        self.books = Books(self.cast, self.customer_id)
        self.pay({0}, "visa", 2, 0, False, "")

    @rule(numbers=st.sets(st.integers(0, 2), min_size=1), method=st.sampled_from(METHODS),
          divisor=part, more=st.integers(0, 500), credits=st.booleans(), crash=crash)
    def pay(self, numbers, method, divisor, more, credits, crash):
        key, ids = uuid.uuid4(), [self.invoices[number] for number in numbers]
        with self.cast.within():
            due = {each: self.books.invoice(each).balance for each in ids}
            amounts = {each: max(1, due[each] // divisor) + more * (divisor == 1) for each in ids}
            self.send(crash, payments, key, lambda: paying.begin(
                self.books.customer, None, key, f"{self.customer_id}-{method}", amounts,
                parts=True, more=True, credits=credits))

    @rule(number=some, divisor=part, kind=st.sampled_from(["refund", "refund", "void"]),
          crash=crash)
    def give_back(self, number, divisor, kind, crash):
        key = uuid.uuid4()
        with self.cast.within():
            found = self.books.pick(self.books.payments, number)
            if found:
                amount = found.left // divisor if kind == "refund" else found.payment_amount
                self.send(crash, refunds, key, lambda: giving_back.begin(
                    found.payment_id, key, kind, amount, "Why", "Stan"))

    def send(self, crash, jobs, key, begin):
        """As pages do it, up to where the process dies."""
        try:
            order = begin()
        except (Objection, Refused):
            db.session.rollback()
            return
        db.session.commit()
        if order and crash != "before the call":
            outcome = order.carry_out()
            if not crash:
                jobs.conclude(key, outcome)

    @rule(number=st.integers(0, 2))
    def autopay(self, number):
        with self.cast.within():
            charge = self.books.charge(self.invoices[number])
        with self.cast.app.app_context():
            autopay.charge(self.cast.acme, str(charge.autopay_charge_id))

    @rule(number=st.integers(0, 2), divisor=part, rest=st.integers(0, 3_000), oldest=st.booleans())
    def external_payment(self, number, divisor, rest, oldest):
        with self.cast.within():
            amount = self.books.invoice(self.invoices[number]).balance // divisor
            wanted = {self.invoices[number]: amount} if amount else {}
            self.attempt(lambda: amount + rest and external.record(
                self.books.customer, uuid.uuid4(), wanted, oldest, currency="USD",
                payment_amount=amount + rest, payment_date=clock.today(ledger.ZONE)))

    @rule(amount=st.integers(1, 9_000))
    def credit(self, amount):
        with self.cast.within():
            ledger.credit(f"{self.customer_id}-{uuid.uuid4().hex[:9]}", self.customer_id, amount)
            db.session.commit()

    @rule(source=some, number=st.integers(0, 2), amount=st.integers(1, 5_000))
    def apply(self, source, number, amount):
        with self.cast.within():
            found = self.books.pick(self.books.sources, source)
            self.attempt(lambda: found and applying.apply(
                self.books.customer, found, {self.invoices[number]: amount}))

    @rule(number=some)
    def unapply(self, number):
        with self.cast.within():
            found = self.books.pick(self.books.allocations, number)
            self.attempt(lambda: found and applying.unapply(
                found.payment or found.credit, found.allocation_id))

    @rule(number=st.sampled_from([0, 1, 2, None, None, None]))
    def reverse(self, number):
        """What had paid it is free again; not while it is being paid (D21)."""
        if number is not None:
            key, fields = {"invoice_id": self.invoices[number]}, {"status": "Reversed"}
            with self.cast.within():
                writing = Invoices()
                self.attempt(lambda: writing.told(writing.change(
                    writing.standing([key | fields])[self.invoices[number]], fields)))

    @rule(number=some)
    def close_by_hand(self, number):
        """A day later, though the gateway may have charged it."""
        with self.cast.within(), clock.travelled(days=1, minutes=1):
            found = self.books.pick([each for each in self.books.attempts if each.closable], number)
            self.attempt(lambda: found and review.close(found.attempt_id))

    @rule(number=some)
    def charged_back(self, number):
        with self.cast.within():
            found = self.books.pick(self.books.attempts, number)
            self.attempt(lambda: found and charge_back(found.attempt_id))

    @rule(number=some)
    def won(self, number):
        with self.cast.within():
            found = self.books.pick(self.books.attempts, number)
            self.attempt(lambda: found and give_back(found.attempt_id))

    @rule(number=some)
    def bank_settles(self, number):
        with self.cast.within():
            under_way = [each for each in self.books.attempts if each.state == "processing"]
            found = self.books.pick(under_way, number)
        if found:
            self.books.gateway("POST", f"/attempts/{found.attempt_id}/settle", {})

    @rule()
    def janitor(self):
        self.books.ask_about_all(minutes=12)

    def attempt(self, verb):
        try:
            verb()
            db.session.commit()
        except Refused:
            db.session.rollback()

    @invariant()
    def books_agree(self):
        if hasattr(self, "books"):
            self.books.check()

    def teardown(self):
        if hasattr(self, "books"):
            self.books.ask_about_all(minutes=26 * 60)
            self.books.ask_about_all(minutes=27 * 60)
            self.books.check()
            self.books.check_with_the_gateway()
            self.figures.update(self.books.figures())
