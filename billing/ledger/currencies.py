"""In which currencies a customer has records (D22)."""

from sqlalchemy import select, union

from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from config.database import db


def currencies(customer):
    """The customer's own first, then the others that its records are in."""
    found = union(*(
        select(record.currency).where(record.customer_id == customer.customer_id)
        for record in (Invoice, Payment, Credit)
    ))
    others = set(db.session.scalars(found)) - {customer.currency}
    return [customer.currency, *sorted(others)]
