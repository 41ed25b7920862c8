"""One customer's books, held against their own rules and against the gateway's ledger."""

from sqlalchemy import select

from billing.ledger.allocation import Allocation
from billing.ledger.attempt import AttemptShare, PaymentAttempt
from billing.ledger.autopay_charge import AutopayCharge
from billing.ledger.credit import Credit
from billing.ledger.forward import OPEN
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.ledger.refund import Refund
from billing.people.customer import Customer
from config import clock
from config.database import db
from tests.till import Till
from workers import payments, refunds


class Books(Till):
    """To be asked within a unit of work of the tenant, but for what says otherwise."""

    def __init__(self, cast, customer_id):
        super().__init__(cast)
        self.customer_id = customer_id

    def all(self, record, *order):
        mine = select(record).where(record.customer_id == self.customer_id)
        return db.session.scalars(mine.order_by(*order or record.__mapper__.primary_key)).all()

    @property
    def customer(self):
        return db.session.get_one(Customer, (self.cast.acme, self.customer_id))

    @property
    def payments(self):
        return self.all(Payment)

    @property
    def attempts(self):
        return self.all(PaymentAttempt, PaymentAttempt.created_date)

    @property
    def sources(self):
        return [*self.payments, *self.all(Credit)]

    @property
    def allocations(self):
        ids = [each.invoice_id for each in self.all(Invoice)]
        mine = select(Allocation).where(Allocation.invoice_id.in_(ids))
        return db.session.scalars(mine.order_by(Allocation.allocation_id)).all()

    def all_open_shares(self):
        mine = PaymentAttempt.attempt_id == AttemptShare.attempt_id
        return db.session.scalars(
            select(AttemptShare.invoice_id).join(PaymentAttempt, mine)
            .where(AttemptShare.open, PaymentAttempt.customer_id == self.customer_id)).all()

    def invoice(self, invoice_id):
        return db.session.get_one(Invoice, (self.cast.acme, invoice_id))

    def charge(self, invoice_id):
        return db.session.scalars(
            select(AutopayCharge).where(AutopayCharge.invoice_id == invoice_id)).one()

    @staticmethod
    def pick(records, number):
        return records[number % len(records)] if records else None

    def ask_about_all(self, minutes):
        """As the janitor does, so long after now; outside of any unit of work."""
        with clock.travelled(minutes=minutes):
            with self.cast.within():
                attempts = [each.attempt_id for each in self.attempts if each.state in OPEN]
                given = [each.refund_id for each in self.all(Refund) if each.open]
            with self.cast.app.app_context():
                for key in attempts:
                    payments.inquire(self.cast.acme, str(key))
                for key in given:
                    refunds.inquire(self.cast.acme, str(key))
        self.ask_about_closed()

    def ask_about_closed(self):
        """Which is done once a day."""
        with self.cast.within():
            closed = [each.attempt_id for each in self.attempts if each.state == "closed"]
        with clock.travelled(days=3), self.cast.app.app_context():
            for key in closed:
                payments.inquire(self.cast.acme, str(key))

    def check(self):
        """Balance = total − applied, applied ≤ captured, refunded ≤ captured. By itself."""
        with self.cast.within():
            allocations, credits = self.allocations, self.all(Credit)
            refunds_made = self.all(Refund)
            for invoice in self.all(Invoice):
                check_invoice(invoice, summed(allocations, invoice_id=invoice.invoice_id))
            for credit in credits:
                check_credit(credit, summed(allocations, credit_id=credit.credit_id))
            for payment in self.payments:
                rest = sum(each.credit_amount for each in credits
                           if each.payment_id == payment.payment_id and each.status != "Reversed")
                given = [each for each in refunds_made
                         if each.payment_id == payment.payment_id]
                counted = summed(allocations, payment_id=payment.payment_id)
                check_payment(payment, counted + rest, given)
            check_shares(self.all_open_shares())

    def check_with_the_gateway(self):
        """What the gateway took and gave back is what the books say, charge by charge."""
        with self.cast.within():
            entries = self.gateway("GET", "/ledger")["entries"]
            by_id = {each["attempt_id"]: each for each in entries}
            for attempt in self.attempts:
                if attempt.amount:
                    agree(attempt, by_id.get(str(attempt.attempt_id)), entries)
            for refund in self.all(Refund):
                told = by_id.get(str(refund.refund_id), {"state": "not sent"})
                assert not refund.open
                if refund.attempt_id:
                    assert told["state"] == refund.state, (told, refund.state)

    def figures(self):
        """How many of what there were, to see that a run has met them all."""
        with self.cast.within():
            told = [f"attempt {each.state}" for each in self.attempts]
            told += [f"payment {each.status}" for each in self.payments]
            told += [f"{each.kind} {each.state}" for each in self.all(Refund)]
        return told


def summed(allocations, **of):
    (name, key), = of.items()
    return sum(each.amount for each in allocations if getattr(each, name) == key)


def check_invoice(invoice, applied):
    assert invoice.paid_amount == applied
    assert invoice.balance == invoice.invoice_amount - applied >= 0
    assert invoice.status == "Reversed" and not applied or invoice.status == (
        "Paid" if not invoice.balance else "Partially Paid" if applied else "Posted")


def check_credit(credit, applied):
    assert credit.applied_amount == applied <= credit.credit_amount
    assert credit.unapplied_amount == (
        0 if credit.status == "Reversed" else credit.credit_amount - applied)


def check_payment(payment, applied, given):
    captured = payment.payment_amount
    refunded = sum(each.amount for each in given
                   if (each.kind, each.state) == ("refund", "approved"))
    assert payment.applied_amount == applied and applied + payment.refunded_amount <= captured
    assert payment.refunded_amount == refunded <= captured
    assert payment.status == "Processed" or not applied
    assert (payment.status == "Refunded") <= (refunded == captured)
    assert sum(each.open for each in given) <= 1


def check_shares(invoice_ids):
    assert len(invoice_ids) == len(set(invoice_ids)), "two open attempts for an invoice"


def agree(attempt, told, entries):
    """An attempt with the gateway's charge, and their payment with all that was given back."""
    assert attempt.state not in OPEN or attempt.state == "processing", attempt.state
    if told is None:
        assert attempt.state == "not sent"
        return
    gave = sum(each["amount"] for each in entries if each["payment"] == told["attempt_id"]
               and each["kind"] == "refund" and each["state"] == "approved")
    payment = attempt.payment
    if told["state"] == "approved":
        assert payment.status in ("Processed", "Refunded", "Charged Back"), payment.status
        assert (payment.payment_amount, payment.refunded_amount) == (told["amount"], gave)
    elif told["reason"] == "voided":
        assert payment.status in ("Voided", "Charged Back", "Declined"), payment.status
    else:
        assert payment is None or payment.status in ("Declined", "Processing")
