"""Money that goes away again: what it paid is owed anew (D21)."""

from sqlalchemy import or_, select

from billing.ledger.allocation import Allocation
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from config.database import db


class TakenBack:
    """Verbs of a Payment; whoever calls one holds it locked (see given_back.held), and it locks
    the invoices, and then the credit that the rest of the payment became (M2).
    """

    @property
    def left(self):
        """What can still be given back, in minor units."""
        return self.payment_amount - self.refunded_amount

    def give_back(self, amount):
        """So much has gone to the payer; what was not applied first, then from what was (M9)."""
        self.take_back(max(0, amount - (self.left - self.applied_amount)))
        self.refunded_amount += amount
        if self.status == "Processed" and not self.left:
            self.status = "Refunded"

    def end(self, status):
        """Voided or Charged Back: none of the money stays, and nothing is paid by it."""
        self.take_back(self.applied_amount)
        self.status = status

    def return_to(self, amount):
        """So much that was given back has come back, not applied to anything."""
        self.refunded_amount -= amount
        if self.status == "Refunded":
            self.status = "Processed"

    def take_back(self, amount):
        """Count so much no more: first what became a credit, then what was counted last."""
        if amount <= 0:
            return
        key = Credit.payment_id == self.payment_id
        of_rest = Allocation.credit_id.in_(select(Credit.credit_id).where(key))
        either = or_(Allocation.payment_id == self.payment_id, of_rest)
        counted = held(either)
        standing = select(Credit).where(key, Credit.status != "Reversed")
        rest = db.session.scalar(Credit.held(standing))
        if rest:
            counted = held(either)  # anew, for from here on nobody else applies the credit
            part = min(amount, rest.credit_amount)
            lessen(rest, part, [each for each in counted if each[0].credit_id])
            self.applied_amount -= part
            amount -= part
        uncount(self, amount, [each for each in counted if each[0].payment_id])


def held(condition):
    """(allocation, its invoice), both as they stand now, the invoices locked; the newest first."""
    query = select(Allocation).where(condition).order_by(Allocation.allocation_id.desc())
    found = db.session.scalars(query.execution_options(populate_existing=True)).all()
    invoices = {each.invoice_id: each
                for each in Invoice.locked({each.invoice_id for each in found})}
    return [(each, invoices[each.invoice_id]) for each in found]


def lessen(credit, amount, counted):
    """The locked credit is so much less; what it had paid beyond that is owed again."""
    uncount(credit, max(0, amount - credit.left), counted)
    if amount == credit.credit_amount:
        credit.status = "Reversed"
    else:
        credit.credit_amount -= amount
        credit.status = "Applied" if credit.applied_amount == credit.credit_amount else "Open"


def uncount(source, amount, counted):
    """So much of a payment or credit is counted no more, of these (allocation, locked invoice)."""
    for allocation, invoice in counted:
        part = min(allocation.amount, amount)
        if part:
            source.applied_amount -= part
            source.status = "Open" if source.status == "Applied" else source.status
            invoice.settle(-part)
            allocation.lessen(part)
            amount -= part
