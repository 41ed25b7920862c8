"""What Stripe has paid from a customer's balance since it came: here too, by the same credits."""

from sqlalchemy import select

from billing.gateways.stripe.amounts import from_stripe
from billing.imports.stripe.balances import FIELD, brought, part
from billing.imports.stripe.tally import CHANGED
from billing.ledger import applying
from billing.ledger.invoice import Invoice
from billing.people.customer import Customer
from config.amounts import decimal_amount
from config.database import db


class BalanceUses:
    """Records are (invoice id, the customer's, amount as Stripe counts) of what is owed here only.

    What such a credit has paid here meanwhile, Stripe does not know of; that stays as it is.
    """

    def sifted(self, records):
        return records, 0

    def load(self, record):
        return record

    def put(self, rows):
        for row in rows:
            use(**row)
        return [CHANGED] * len(rows), []


def use(invoice_id, customer_id, amount):
    invoice = db.session.scalar(select(Invoice).where(Invoice.invoice_id == invoice_id))
    customer = db.session.scalar(select(Customer).where(Customer.customer_id == customer_id))
    left = from_stripe(amount, invoice.currency)
    for credit in brought([customer_id], invoice.currency):
        share = min(left, part(credit))
        fitting = min(share, applying.free(credit), invoice.owing)
        if fitting > 0:
            applying.apply(customer, credit, {invoice_id: fitting})
        lessen(credit, share)
        left -= share


def lessen(credit, share):
    """So much less of it is on Stripe's balance."""
    rest = format(decimal_amount(part(credit) - share, credit.currency), "f")
    credit.custom_fields = {**credit.custom_fields, FIELD: rest}
    db.session.flush()
