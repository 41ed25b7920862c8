"""Money and credits counted towards invoices by staff, and counted no more (M13, D21)."""

from flask import abort
from sqlalchemy import select

from billing.ledger import against
from billing.ledger.allocation import Allocation
from billing.ledger.attempt import under_way
from billing.ledger.credit import Credit
from billing.ledger.credit_use import put_by
from billing.ledger.given_back import held
from billing.ledger.invoice import OPEN, Invoice
from billing.ledger.payment import Payment
from billing.ledger.taking_back import uncount
from config.database import db
from config.languages import money


def owed(customer, currency=None, most=100):
    """Open invoices of a customer and its children (D23), those first that are due first."""
    query = select(Invoice).where(
        Invoice.customer_id.in_(reach(customer)), Invoice.status.in_(OPEN), Invoice.balance > 0)
    if currency:
        query = query.where(Invoice.currency == currency)
    return db.session.scalars(
        query.order_by(Invoice.due_date, Invoice.invoice_id).limit(most)).all()


def reach(customer):
    return [customer.customer_id, *(child.customer_id for child in customer.children)]


def free(source):
    """What of a payment or credit counts for nothing yet, and is put by for nothing."""
    if isinstance(source, Payment):
        return unused(source)
    return unused(source) - put_by([source.credit_id]).get(source.credit_id, 0)


def unused(source):
    """What of it counts for nothing yet."""
    if isinstance(source, Payment):
        return source.unspent if source.status == "Processed" else 0
    return source.left


def apply(customer, source, wanted):
    """Count minor units by invoice id; all or, where Refused is raised, nothing."""
    source, invoices = locked(source, wanted)
    count(customer, source, invoices, wanted)


def locked(source, invoice_ids):
    """Both for writing, in the order that everybody keeps: payments before, credits after."""
    if isinstance(source, Payment):
        return held(source.payment_id)[1], Invoice.locked(list(invoice_ids))
    invoices = Invoice.locked(list(invoice_ids))
    query = select(Credit).where(Credit.credit_id == source.credit_id)
    return db.session.scalars(Credit.held(query)).one(), invoices


def count(customer, source, invoices, wanted):
    """As apply, of what is locked. What is not the customer's or its children's is not found."""
    within = reach(customer)
    if len(invoices) < len(wanted) or any(each.customer_id not in within for each in invoices):
        abort(404)
    check_free(source, wanted, free(source))
    blocked = under_way(list(wanted))
    for invoice in invoices:
        check(invoice, source, wanted[invoice.invoice_id], blocked)
        source.apply(invoice, wanted[invoice.invoice_id])
    db.session.flush()


def check_free(source, wanted, left):
    if sum(wanted.values()) > left:
        raise against.NotFree(left=money(left, source.currency))


def check(invoice, source, amount, blocked):
    if invoice.invoice_id in blocked:
        raise against.StillUnderWay(id=invoice.invoice_id)
    if invoice.currency != source.currency:
        raise against.OtherCurrency(id=invoice.invoice_id)
    if not 0 < amount <= invoice.owing:
        raise against.NotOwed(id=invoice.invoice_id, left=money(invoice.owing, invoice.currency))


def count_oldest(payment, invoices):
    """What is left goes to what is due first of the locked ones, but not to what is being paid."""
    blocked = under_way([each.invoice_id for each in invoices])
    for invoice in sorted(invoices, key=lambda each: (each.due_date, each.invoice_id)):
        if invoice.invoice_id not in blocked:
            payment.apply_up_to(invoice, invoice.invoice_amount - invoice.paid_amount)
    db.session.flush()


def allocation(source, allocation_id):
    """The payment's or credit's own of that id; else 404."""
    own = getattr(Allocation, own_key(source)) == getattr(source, own_key(source))
    return db.first_or_404(
        select(Allocation).where(own, Allocation.allocation_id == allocation_id)
        .execution_options(populate_existing=True))


def unapply(source, allocation_id):
    """Count it no more; what it had paid is owed again."""
    found = allocation(source, allocation_id)
    source, invoices = locked(source, [found.invoice_id])
    found = allocation(source, allocation_id)
    uncount(source, found.amount, [(found, invoices[0])])
    db.session.flush()


def own_key(source):
    return "payment_id" if isinstance(source, Payment) else "credit_id"
