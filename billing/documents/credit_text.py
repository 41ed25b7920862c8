"""A credit as the words and figures of its credit note: the same as its page shows."""

from flask_babel import gettext as _

from billing.documents import einvoice
from billing.documents.invoice_text import buyer, edition, some
from billing.documents.receipt_text import part
from billing.documents.seller import seller
from billing.people.customer import Customer
from billing.tables.credits import WORDS
from config.database import db
from config.languages import day, money


def written(credit, site):
    """The CreditNoteDocument of a record, in the reader's language.

    The rest of a payment corrects no invoice: no e-invoice tells of it.
    """
    customer = db.session.get(Customer, (credit.tenant_id, credit.customer_id))
    return {
        "seller": seller(site),
        "buyer": buyer(customer),
        "credit_id": credit.credit_id,
        "credit_date": day(credit.credit_date),
        "reference_number": credit.reference_number,
        "status": _(WORDS[credit.status]),
        "state": credit.status,
        **edition(credit, site),
        "notes": credit.notes,
        "currency": credit.currency,
        "amount": money(credit.credit_amount, credit.currency),
        "applied": some(credit.applied_amount, credit.currency),
        "unapplied": some(credit.unapplied_amount, credit.currency),
        "invoices": [part(each, credit.currency) for each in credit.allocations],
        "einvoice": "" if credit.payment_id else einvoice.of_credit(credit, site, customer.name),
    }
