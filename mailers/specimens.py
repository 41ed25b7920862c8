"""Which records a kind of mail can be about, how they are found, and who would get the mail."""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select

from billing.ledger.attempt import PaymentAttempt
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.ledger.payment_method import PaymentMethod
from billing.ledger.refund import Refund
from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.tables.export import Export
from billing.usage.usage_limit import UsageLimit
from config import clock
from config.database import db
from mailers.invoiced import SHOWN

NOBODY = ("Jana Müller", "jana.mueller@example.com")


class Kind(NamedTuple):
    """`only` are conditions on the records; `ids` what a mail names besides the record's id."""

    record: type
    key_name: str
    order: str
    only: tuple = ()
    ids: object = dict
    customers: bool = True

    def newest(self, most):
        ordered = select(self.record).where(*self.only)
        return ordered.order_by(getattr(self.record, self.order).desc()).limit(most)

    def find(self, key):
        return select(self.record).where(self.key_column.cast(db.Text) == key, *self.only)

    @property
    def key_column(self):
        return getattr(self.record, self.key_name)

    def key(self, found):
        return str(getattr(found, self.key_name))

    def name(self, found):
        return found.display_name if self.record is Contact else customer_of(found).name

    def subject_ids(self, found):
        return {self.key_name: self.key(found), **self.ids()}

    def reader(self, found):
        """Name and address; an example where nobody would get the mail."""
        if self.record is Contact:
            return found.display_name, found.email
        contact = customer_of(found).billing_contact
        return (contact.display_name, contact.email) if contact else NOBODY


def customer_of(found):
    return db.session.scalar(select(Customer).where(Customer.customer_id == found.customer_id))


def soon():
    return {"charge_on": (clock.now() + timedelta(days=3)).date().isoformat()}


def reached():
    return {"percent": 80, "starts_on": clock.now().date().isoformat()}


def payments(*statuses):
    return Kind(Payment, "payment_id", "created_date", (Payment.status.in_(statuses),))


def exports(state):
    return Kind(Export, "export_id", "created_date", (Export.state == state,))


def requests(state):
    return Kind(ChangeRequest, "request_id", "asked_at", (ChangeRequest.state == state,))


CONTACTS = Kind(Contact, "contact_id", "created_date", (Contact.erased_at.is_(None),))
REFUNDS = Kind(Refund, "refund_id", "created_date", (Refund.state == "approved",))
INVOICES = Kind(Invoice, "invoice_id", "created_date", (Invoice.status.in_(SHOWN),))
OPEN = INVOICES._replace(only=(Invoice.balance > 0, Invoice.status.in_(SHOWN)), ids=soon)

OF = {
    "portal_invitation": CONTACTS,
    "access_granted": CONTACTS,
    "email_confirmation": CONTACTS._replace(customers=False),
    "reset_password": CONTACTS._replace(customers=False),
    "password_changed": CONTACTS._replace(customers=False),
    "invoice": INVOICES,
    "invoice_reminder": OPEN,
    "export_ready": exports("completed"),
    "export_failed": exports("failed"),
    "payment_receipt": payments("Processed"),
    "payment_processing": payments("Processing"),
    "payment_refunded": REFUNDS,
    "payment_declined": payments("Declined"),
    "autopay_upcoming": OPEN,
    "autopay_failed": payments("Declined"),
    "autopay_confirm": Kind(PaymentAttempt, "attempt_id", "created_date",
                            (PaymentAttempt.state == "action required",)),
    "card_expiring": Kind(PaymentMethod, "payment_method_id", "created_date",
                          (PaymentMethod.status == "Active", PaymentMethod.expiry != "")),
    "usage_alert": Kind(UsageLimit, "usage_limit_id", "created_date", ids=reached),
    "request_received": requests("Pending"),
    "request_accepted": requests("Accepted"),
    "request_declined": requests("Declined"),
}
