"""What was counted towards an invoice, and what a payment or credit was counted towards."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

from flask import g
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from billing.ledger.allocation import Allocation
from billing.tables.payments import LOOKS
from config.database import db
from portal.fields import Fields


def sources(invoice, fields):
    """(payments, credits) of an invoice, as its page lists them; none of a tab that is off."""
    found = allocations(Allocation.invoice_id == invoice.invoice_id)
    of_payments, of_credits = Fields.of("payments"), Fields.of("credits")
    told = "paid_amount" in fields
    payments = [paid(each, of_payments, told) for each in found if each.payment]
    credits = [credited(each, of_credits, told) for each in found if each.credit]
    return payments if of_payments else [], credits if of_credits else []


def allocations(condition):
    """In the order in which they were made, with what they lie between."""
    ends = (joinedload(end) for end in (Allocation.payment, Allocation.credit, Allocation.invoice))
    query = select(Allocation).where(condition).options(*ends).order_by(Allocation.allocation_id)
    return db.session.scalars(query).all()


def paid(allocation, fields, told):
    """A payment by the other side of the family counts, but its number is theirs (D23)."""
    payment, own = allocation.payment, mine(allocation.payment)
    status = payment.status if "status" in fields else None
    return SimpleNamespace(
        href=own and f"/portal/payments/{payment.payment_id}",
        payment_id=payment.payment_id if own else "",
        date=payment.payment_date if "payment_date" in fields else None,
        amount=allocation.amount if told and "payment_amount" in fields else None,
        status_word=status and _(status),
        status_css=status and LOOKS[status],
    )


def credited(allocation, fields, told):
    credit, own = allocation.credit, mine(allocation.credit)
    return SimpleNamespace(
        href=own and f"/portal/credits/{credit.credit_id}",
        credit_id=credit.credit_id if own else "",
        date=day(allocation),
        amount=allocation.amount if told and "credit_amount" in fields else None,
    )


def mine(record):
    return record.customer_id == current_user.customer_id


def targets(condition, told):
    """The invoices that a payment or credit was counted towards; `told` says whether how much."""
    return [
        SimpleNamespace(
            href=invoice_href(each.invoice),
            invoice_id=each.invoice_id,
            date=day(each),
            amount=each.amount if told else None,
        )
        for each in allocations(condition)
    ]


def invoice_href(invoice):
    """Where an invoice opens; None for one that is named only: a draft, of a closed child (P13)."""
    reached = mine(invoice) or invoice.customer_id in (key for name, key in current_user.children)
    shown = reached and invoice.status != "Draft" and "invoices" in g.tenant.tabs
    return f"/portal/invoices/{invoice.invoice_id}" if shown else None


def day(allocation):
    """The tenant's day on which it was counted (D28)."""
    return allocation.created_date.astimezone(ZoneInfo(g.tenant.time_zone)).date()
