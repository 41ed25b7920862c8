"""An invoice that was issued in error: nobody owes it, and what had paid it is free again (D21)."""

from sqlalchemy import select

from billing.ledger import against
from billing.ledger.allocation import Allocation
from billing.ledger.attempt import under_way
from billing.ledger.credit import Credit
from billing.ledger.given_back import held
from billing.ledger.taking_back import uncount
from billing.people.refusal import Refused
from config.database import db


class BeingPaid(Refused):
    text = "A payment of invoice %(id)s is under way. Wait until its outcome is known."


def hold(invoice_ids):
    """The payments that count towards these, locked, by id; invoices are locked after them."""
    query = select(Allocation.payment_id).where(
        Allocation.invoice_id.in_(invoice_ids), Allocation.payment_id.is_not(None))
    found = sorted(set(db.session.scalars(query))) if invoice_ids else []
    return {payment_id: held(payment_id)[1] for payment_id in found}


def reverse(invoice, payments):
    """Reverse the locked invoice, whose payments are those held; raises Refused."""
    if under_way([invoice.invoice_id]):
        raise BeingPaid(id=invoice.invoice_id)
    query = select(Allocation).where(Allocation.invoice_id == invoice.invoice_id)
    counted = db.session.scalars(query.execution_options(populate_existing=True)).all()
    if {each.payment_id for each in counted if each.payment_id} - payments.keys():
        raise against.JustChanged(id=invoice.invoice_id)
    sources = payments | credits(counted)
    for each in counted:
        uncount(sources[each.payment_id or each.credit_id], each.amount, [(each, invoice)])
    db.session.flush()
    invoice.status = "Reversed"


def credits(counted):
    """Those that count, locked, by id; nobody locks anything after them."""
    ids = [each.credit_id for each in counted if each.credit_id]
    found = db.session.scalars(Credit.held(select(Credit).where(Credit.credit_id.in_(ids))))
    return {each.credit_id: each for each in found}
