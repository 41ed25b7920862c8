"""Which kinds of payment method a customer may enter (M3)."""

from sqlalchemy import select

from billing.gateways.method import BANK_ACCOUNT, CARD
from config.database import db
from tenants.payment_setup import PaymentSetup


def kinds_of(customer):
    """Those that both the company and the customer's own record allow, cards first; may be ()."""
    setup = db.session.scalar(select(PaymentSetup)) or PaymentSetup(cards=True, bank_accounts=True)
    allowed = {CARD: setup.cards and customer.credit_enabled,
               BANK_ACCOUNT: setup.bank_accounts and customer.ach_enabled}
    return tuple(kind for kind, on in allowed.items() if on)
