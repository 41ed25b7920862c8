"""A kind of record, as files bring it."""

from importlib import import_module

from marshmallow import ValidationError

from billing.imports.reasons import reason
from billing.imports.refused import Refused
from billing.known import own_key
from billing.ledger.money_notice import POSTED, MoneyNotice
from config.database import db
from tenants import bulk

WRITINGS = {
    "customers": ("billing.people.customer_writing", "Customers"),
    "contacts": ("billing.people.contact_writing", "Contacts"),
    "invoices": ("billing.ledger.invoice_writing", "Invoices"),
    "payments": ("billing.ledger.payment_writing", "Payments"),
    "credits": ("billing.ledger.credit_writing", "Credits"),
    "usages": ("billing.usage.usage_writing", "Usages"),
    "usage-events": ("billing.usage.usage_event_writing", "UsageEvents"),
    "subscriptions": ("billing.ledger.subscription_writing", "Subscriptions"),
}
MAKER = "import"


def kind_of(name, mailed=True):
    """The Kind of records that programs know under this name.

    Where they are not `mailed`, no customer gets a mail about an invoice for being new here (D27).
    """
    module, writing = WRITINGS[name]
    kind = Told if name == "invoices" and not mailed else Kind
    return kind(getattr(import_module(module), writing))


class Kind:
    """Records that a Writing writes (see billing.writing)."""

    def __init__(self, writing):
        self.writing = writing
        self.shape = writing.shape()
        self.key = own_key(writing.record).key

    def load(self, content):
        """The fields that a row says; raises Refused with all that is wrong in them."""
        try:
            return self.shape.load(content)
        except ValidationError as error:
            raise Refused(reason(error)) from error

    def put(self, rows):
        """(for each row whether its record is new, or what was refused; who has lost access)."""
        writing = self.writing()
        writing.by, writing.brought = MAKER, True
        fates = [error or new for _, new, error in writing.put_all(rows)]
        return fates, writing.shut


class Told(Kind):
    """Invoices that another system has told the customers of."""

    def put(self, rows):
        fates, shut = super().put(rows)
        db.session.flush()
        told = [(row[self.key], POSTED) for row, fate in zip(rows, fates, strict=True)
                if fate is True]
        bulk.insert(MoneyNotice, ("invoice_id", "kind"), told, skip_known=True)
        return fates, shut
