"""What a payer chose to pay, and with what, once it is known to be possible (M1, M2)."""

from dataclasses import dataclass, replace

from flask import abort
from sqlalchemy import select

from billing.ledger.attempt import under_way
from billing.ledger.credit_use import open_credits, planned
from billing.ledger.invoice import Invoice
from billing.ledger.objection import (
    Changed,
    MethodRemoved,
    MoreThanDue,
    NoMethod,
    NothingTicked,
    NotPayable,
    Recalculated,
    SeveralCurrencies,
    UnderWay,
)
from billing.ledger.payment_method import PaymentMethod
from config.database import db


@dataclass(frozen=True)
class Choice:
    """How many minor units of one currency for which invoice, and where they come from.

    `amounts` is what each invoice is to be paid by; `uses` the part of it that open credits pay,
    as (credit, invoice id, amount); `surplus` what is paid beyond what is due, to become a credit.
    `method` pays the rest; where there is none it may be None.
    """

    method: PaymentMethod | None
    invoices: tuple
    amounts: dict
    surplus: int = 0
    uses: tuple = ()

    @property
    def currency(self):
        return self.invoices[0].currency

    @property
    def charged(self):
        """By invoice id, what the method pays of it; nothing where credits pay it all."""
        left = dict(self.amounts)
        for _, invoice_id, amount in self.uses:
            left[invoice_id] -= amount
        return left

    @property
    def credited(self):
        return sum(amount for *_, amount in self.uses)

    @property
    def total(self):
        """What the method is charged."""
        return sum(self.charged.values()) + self.surplus

    def check_shown(self, total, surplus):
        """Raises Recalculated where the payer was shown other sums than these."""
        if (total, surplus) != (self.total, self.surplus):
            raise Recalculated


def choose(customer, payment_method_id, amounts, *, parts=False, more=False, credits=False,
           lock=False):
    """The customer's choice; `amounts` maps invoice ids to minor units, None meaning all of it.

    `parts` says whether less than what is due may be paid, `more` whether more; with `credits` the
    customer's open credits are used first, as far as they go (M2). `lock` holds the invoices and
    credits and keeps the method from being deleted until the transaction ends. What is neither the
    customer's nor its open children's is not found (404, D23); raises Objection.
    """
    invoices = chosen_invoices(customer, amounts, lock)
    if len({invoice.currency for invoice in invoices}) > 1:
        raise SeveralCurrencies
    check_free(invoices)
    wanted, surplus = {}, 0
    for each in invoices:
        wanted[each.invoice_id], extra = checked(each, amounts[each.invoice_id], parts, more)
        surplus += extra
    uses = spent(customer, invoices, wanted, lock) if credits else ()
    choice = Choice(None, tuple(invoices), wanted, surplus, uses)
    if not choice.total:
        return choice
    return replace(choice, method=chosen_method(customer, payment_method_id, lock))


def chosen_invoices(customer, amounts, lock):
    if not amounts:
        raise NothingTicked
    query = (
        select(Invoice)
        .where(Invoice.customer_id.in_(customer.family), Invoice.status != "Draft")
        .where(Invoice.invoice_id.in_(amounts))
        .order_by(Invoice.invoice_id)
    )
    invoices = db.session.scalars(query).all()
    if len(invoices) < len(amounts):
        abort(404)
    return Invoice.locked(list(amounts)) if lock else invoices


def spent(customer, invoices, wanted, lock):
    """Open credits towards what is wanted, for what is due first."""
    ordered = sorted(invoices, key=lambda each: (each.due_date, each.invoice_id))
    credits = open_credits(customer, invoices[0].currency, lock)
    return planned(credits, [(each.invoice_id, wanted[each.invoice_id]) for each in ordered])


def chosen_method(customer, payment_method_id, lock):
    if not payment_method_id:
        raise NoMethod
    method = customer.find(PaymentMethod, payment_method_id)
    if lock:
        customer.keep_methods()
        db.session.refresh(method)
    if method.status != "Active":
        raise MethodRemoved
    return method


def check_free(invoices):
    """No payment of any of them may be open (D26)."""
    for invoice_id, attempt in under_way([each.invoice_id for each in invoices]).items():
        raise UnderWay(invoice_id=invoice_id, since=attempt.created_date)


def checked(invoice, amount, parts, more):
    """(so much of the invoice, so much beyond what is due on it), if that can be paid."""
    if not invoice.payable:
        raise NotPayable(invoice_id=invoice.invoice_id)
    due = invoice.balance
    wanted = due if amount is None else amount
    if wanted <= 0 or (wanted < due and not parts) or (wanted > due and not (parts or more)):
        raise Changed(invoice_id=invoice.invoice_id)
    if wanted > due and not more:
        raise MoreThanDue(invoice)
    return min(wanted, due), max(wanted - due, 0)
