"""What moves a customer's account, as entries with a day and an amount (P10, P2, D22).

The ledger keeps documents and how far they are settled, no journal. A statement therefore tells
the ledger as it stands now, each document at its own date, by these rules:

- An invoice adds its amount, a credit and a payment take theirs away. A payment counts once it is
  Processed; what is Processing, Declined or a draft is no entry (D22).
- The day of a refund is not recorded: it is told on the day of its payment, as an entry of its own.
- What is reversed, voided or charged back counts for nothing on any day; it stays listed, with an
  amount of zero, so that who saw it on an earlier statement finds it again.
- A document dated after today counts today: the account's balance holds it already (P2).
- Counting a payment or credit towards an invoice moves nothing within one account. Between a
  parent and its child (D23) it does: the payment leaves the payer's account and settles the
  child's invoice, on the later day of the two documents. The day on which the allocation was
  written down is not used, as that may be the day of an import.

Amounts are minor units of one currency; what the customer owes more is positive.
"""

from sqlalchemy import Date, String, Text, and_, case, cast, func, literal, or_, select, union_all

from billing.ledger.allocation import Allocation
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment

KINDS = ("invoice", "given", "credit", "payment", "received", "refund")
SETTLED = ("Processed", "Refunded")
LISTED = (*SETTLED, "Voided", "Charged Back")


def entries(customer_id, currency, today):
    """A subquery: kind, place (among entries of a day), day, date, id, status, amount."""
    parts = (invoices(today), credits(today), payments(today), refunds(today))
    own = (part.where(record.customer_id == customer_id, record.currency == currency)
           for part, record in zip(parts, (Invoice, Credit, Payment, Payment), strict=True))
    between = (shares(customer_id, currency, today, kind) for kind in ("given", "received"))
    return union_all(*own, *between).subquery()


def invoices(today):
    amount = case((Invoice.status == "Reversed", 0), else_=Invoice.invoice_amount)
    row = entry("invoice", Invoice.invoice_date, Invoice.invoice_id, Invoice.status, amount, today)
    return row.where(Invoice.status != "Draft")


def credits(today):
    amount = case((Credit.status == "Reversed", 0), else_=-Credit.credit_amount)
    return entry("credit", Credit.credit_date, Credit.credit_id, Credit.status, amount, today)


def payments(today):
    amount = case((Payment.status.in_(SETTLED), -Payment.payment_amount), else_=0)
    row = entry("payment", Payment.payment_date, Payment.payment_id, Payment.status, amount, today)
    return row.where(Payment.status.in_(LISTED))


def refunds(today):
    whole = Payment.status == "Refunded"
    amount = case((whole, Payment.payment_amount), else_=Payment.refunded_amount)
    row = entry("refund", Payment.payment_date, Payment.payment_id, Payment.status, amount, today)
    return row.where(or_(whole, and_(Payment.status == "Processed", Payment.refunded_amount > 0)))


def shares(customer_id, currency, today, kind):
    """What came from another account for this one's invoices, or went to another's."""
    source = func.coalesce(Payment.customer_id, Credit.customer_id)
    amount = Allocation.amount if kind == "given" else -Allocation.amount
    mine, other = (source, Invoice.customer_id)[::1 if kind == "given" else -1]
    row = entry(kind, shared_on(), Allocation.invoice_id, Invoice.status, amount, today)
    return counted(row).where(
        mine == customer_id, other != customer_id, Invoice.currency == currency
    )


def counted(row):
    """Allocations of what counts to what counts, with both documents."""
    return (
        row.select_from(Allocation).join(Allocation.invoice)
        .outerjoin(Allocation.payment).outerjoin(Allocation.credit)
        .where(Invoice.status.not_in(("Draft", "Reversed")))
        .where(or_(Payment.status == "Processed", Credit.status != "Reversed"))
    )


def shared_on():
    return func.greatest(
        func.coalesce(Payment.payment_date, Credit.credit_date), Invoice.invoice_date
    )


def entry(kind, date, key, status, amount, today):
    return select(
        literal(kind, Text).label("kind"), literal(KINDS.index(kind)).label("place"),
        func.least(date, cast(today, Date)).label("day"), cast(date, Date).label("date"),
        cast(key, String).label("id"), status.label("status"), amount.label("amount"),
    )
