"""What a payer chose to pay, and with what, once it is known to be possible (M1, M2)."""

from dataclasses import dataclass

from flask import abort
from sqlalchemy import select

from billing.ledger.attempt import under_way
from billing.ledger.invoice import Invoice
from billing.ledger.objection import (
    Changed,
    MethodRemoved,
    NoMethod,
    NothingTicked,
    NotPayable,
    SeveralCurrencies,
    UnderWay,
)
from billing.ledger.payment_method import PaymentMethod
from config.database import db


@dataclass(frozen=True)
class Choice:
    """A saved method, and how many minor units of one currency for which invoice."""

    method: PaymentMethod
    invoices: tuple
    amounts: dict

    @property
    def currency(self):
        return self.invoices[0].currency

    @property
    def total(self):
        return sum(self.amounts.values())


def choose(customer, payment_method_id, amounts, *, parts=False, lock=False):
    """The customer's choice; `amounts` maps invoice ids to minor units, None meaning all of it.

    `parts` says whether less than what is due may be paid, `lock` holds the invoices and keeps the
    method from being deleted until the transaction ends. What is another customer's is not found
    (404); raises Objection.
    """
    invoices = chosen_invoices(customer, amounts, lock)
    method = chosen_method(customer, payment_method_id, lock)
    if len({invoice.currency for invoice in invoices}) > 1:
        raise SeveralCurrencies
    check_free(invoices)
    wanted = {
        invoice.invoice_id: checked(invoice, amounts[invoice.invoice_id], parts)
        for invoice in invoices
    }
    return Choice(method, tuple(invoices), wanted)


def chosen_invoices(customer, amounts, lock):
    if not amounts:
        raise NothingTicked
    query = (
        select(Invoice)
        .where(Invoice.customer_id == customer.customer_id, Invoice.status != "Draft")
        .where(Invoice.invoice_id.in_(amounts))
        .order_by(Invoice.invoice_id)
    )
    invoices = db.session.scalars(query).all()
    if len(invoices) < len(amounts):
        abort(404)
    return Invoice.locked(list(amounts)) if lock else invoices


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


def checked(invoice, amount, parts):
    """So much of the invoice, if that can still be paid."""
    if not invoice.payable:
        raise NotPayable(invoice_id=invoice.invoice_id)
    wanted = invoice.balance if amount is None else amount
    if not 0 < wanted <= invoice.balance or (wanted < invoice.balance and not parts):
        raise Changed(invoice_id=invoice.invoice_id)
    return wanted
