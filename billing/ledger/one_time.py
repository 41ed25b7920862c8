"""A payment with a method that is entered for it alone, and kept for nobody (M10)."""

from sqlalchemy import select

from billing.ledger import paying
from billing.ledger.attempt import AttemptShare, PaymentAttempt
from billing.ledger.counter import next_id
from billing.ledger.invoice import Invoice
from billing.ledger.method_errand import MethodErrand
from billing.ledger.payment_method import PaymentMethod
from config.database import db

FACTS = ("token", "type", "brand", "last4", "expiry", "account_holder_name")


def begin(invoice, attempt_id, provider, method, amount, return_url):
    """As paying.begin, with the gateway's Method; the amount is minor units of the invoice's
    currency, all that is due. Nobody signed in, so that letters go to the billing contact.
    """
    saved = PaymentMethod(
        payment_method_id=next_id("PM"), customer_id=invoice.customer_id, gateway=provider,
        **{name: getattr(method, name) for name in FACTS},
    )
    db.session.add(saved)
    db.session.flush()
    order = paying.begin(
        invoice.customer, None, attempt_id, saved.payment_method_id,
        {invoice.invoice_id: amount}, return_url=return_url,
    )
    saved.status = "One-time"  # before anybody else can see it
    MethodErrand.send("remove", saved)  # once the payment has ended
    return order


def invoice_of(payment_id):
    """The invoice that somebody without an account paid, or tried to, with that payment; else None.
    """
    return db.session.scalar(
        select(Invoice)
        .join(AttemptShare, AttemptShare.invoice_id == Invoice.invoice_id)
        .join(PaymentAttempt, PaymentAttempt.attempt_id == AttemptShare.attempt_id)
        .where(PaymentAttempt.payment_id == payment_id)
        .where(PaymentAttempt.method.has(status="One-time"))
    )
