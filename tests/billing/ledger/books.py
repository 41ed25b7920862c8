"""A parent and its child with any ledger at all, kept by the records' own verbs (D21, D23)."""

from datetime import timedelta
from itertools import count
from types import SimpleNamespace

from billing.ledger import reversing
from billing.ledger.allocation import Allocation
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.people.customer import Customer
from config import clock
from config.database import db
from tests import ledger

ZONE = "America/New_York"
runs = count(1)


class Books:
    """Within a unit of work of the tenant; every example has customers of its own."""

    def __init__(self):
        self.run, self.today = next(runs), clock.today(ZONE)
        self.customers = [f"BK-{self.run}-P", f"BK-{self.run}-C"]
        self.invoices, self.payments, self.credits, self.rests = [], [], [], []
        for customer_id, parent in zip(self.customers, (None, self.customers[0]), strict=True):
            db.session.add(Customer(customer_id=customer_id, name=customer_id, currency="USD",
                                    parent_customer=parent))
            db.session.flush()

    @property
    def sources(self):
        return self.payments + self.credits + self.rests

    def invoice(self, whose, currency, days, amount, terms=30):
        day = self.today + timedelta(days)
        record = Invoice(
            invoice_id=f"I{self.run}-{len(self.invoices)}", customer_id=self.customers[whose],
            invoice_date=day, due_date=day + timedelta(terms), currency=currency, subtotal=amount,
            invoice_tax=0, invoice_amount=amount, paid_amount=0, status="Draft",
        )
        self.invoices.append(self.added(record))
        if terms != 13:  # some stay drafts
            record.post()

    def payment(self, whose, currency, days, amount, status="Processed"):
        self.payments.append(self.added(Payment(
            payment_id=f"P{self.run}-{len(self.payments)}", customer_id=self.customers[whose],
            payment_date=self.today + timedelta(days), currency=currency, payment_amount=amount,
            applied_amount=0, refunded_amount=0, status=status,
        )))

    def credit(self, whose, currency, days, amount):
        self.credits.append(self.added(Credit(
            credit_id=f"C{self.run}-{len(self.credits)}", customer_id=self.customers[whose],
            credit_date=self.today + timedelta(days), currency=currency, credit_amount=amount,
            applied_amount=0, status="Open",
        )))

    def added(self, record):
        db.session.add(record)
        return record

    def apply(self, source, invoice, divisor=1):
        """Count a part of what both have left; a child cannot pay for its parent."""
        source, invoice = pick(self.sources, source), pick(self.invoices, invoice)
        if source and invoice and invoice.open and source.currency == invoice.currency:
            upward = (source.customer_id, invoice.customer_id) == tuple(self.customers[::-1])
            part = min(left(source), invoice.invoice_amount - invoice.paid_amount) // divisor
            if part > 0 and not upward:
                source.apply(invoice, part)

    def keep(self, number, divisor):
        """A part of what a payment has left becomes a credit, once (M2)."""
        payment = pick(self.payments, number)
        spare = payment and left(payment) // divisor
        if spare and not payment.refunded_amount and not payment.applied_amount:
            db.session.flush()
            self.rests.append(Credit.of_rest(payment, spare))

    def end(self, number, how):
        """Reverse, void or charge back: what was counted is taken back (D21)."""
        of = {"invoice": self.invoices, "credit": self.credits, "payment": self.payments}
        kind, status = how
        record = pick(of[kind], number)
        if record and record.status in ("Posted", "Partially Paid", "Paid", "Processed", "Open",
                                        "Applied"):
            if status == "Reversed" and kind == "invoice":
                return self.reverse(record)
            self.take_back(record)
            record.status = status
            if status == "Refunded":
                record.refunded_amount = record.payment_amount

    def reverse(self, invoice):
        db.session.flush()
        reversing.reverse(invoice, reversing.hold([invoice.invoice_id]))

    def refund(self, number, divisor):
        """A part of it; what of it was counted is taken back before (D21)."""
        record = pick(self.payments, number)
        if record and record.status == "Processed" and not record.refunded_amount:
            self.take_back(record)
            record.refunded_amount = max(1, record.payment_amount // (divisor + 1))

    def take_back(self, record):
        db.session.flush()
        if isinstance(record, Payment):
            return record.take_back(record.applied_amount)
        key = next(iter(type(record).__mapper__.primary_key[1:])).key
        shares = db.session.query(Allocation).filter_by(**{key: getattr(record, key)})
        for share in shares.all():
            source = share.payment or share.credit
            source.applied_amount -= share.amount
            source.status = "Open" if share.credit else source.status
            share.invoice.settle(-share.amount)
            db.session.delete(share)
        db.session.flush()

    def shown(self, customer_id, currency):
        """The Account Balance that the dashboard shows; the books are committed for it."""
        shown = ledger.header(customer_id, self.today).balances
        return sum(one.amount for one in shown if one.currency == currency)


def pick(records, number):
    return records[number % len(records)] if records else None


def left(source):
    if isinstance(source, Credit):
        return source.credit_amount - source.applied_amount if source.status == "Open" else 0
    spare = source.payment_amount - source.applied_amount - source.refunded_amount
    return spare if source.status == "Processed" else 0


def asked(customer_id, currency, first, last):
    """What a statement of that period asks for."""
    return SimpleNamespace(
        customer_id=customer_id, currency=currency, start_date=first, end_date=last
    )
