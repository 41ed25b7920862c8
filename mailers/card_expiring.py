"""“Card Expires Soon”: 30 and 7 days ahead (M11)."""

from sqlalchemy import select

from billing.ledger.expiry_notice import last_day
from billing.ledger.payment_method import PaymentMethod
from billing.people.customer import Customer
from config.database import db
from mailers import company, invoiced
from mailers.mail import Mail
from mailers.reader import reader
from mailers.withdrawn import Withdrawn

TEMPLATE = "card_expiring"


def write(method, recipient):
    """Queue the warning that the card can be paid with no longer after its last day."""
    return Mail.write(TEMPLATE, recipient, payment_method_id=method.payment_method_id)


def context(mail):
    key = mail.subject_ids["payment_method_id"]
    found = db.session.execute(
        select(PaymentMethod, Customer)
        .join(Customer, Customer.customer_id == PaymentMethod.customer_id)
        .where(PaymentMethod.payment_method_id == key, PaymentMethod.status == "Active")
    ).first()
    if found is None:
        raise Withdrawn("The card was removed.")
    method, customer = found
    return {
        "contact": reader(mail, customer.customer_id),
        "customer": {"name": customer.name},
        "card": {"label": method.label, "last_day": invoiced.day(last_day(method.expiry)),
                 "for_autopay": "yes" if customer.auto_pay and method.default else ""},
        "action_url": company.url("/portal/account/payment-methods"),
    }
