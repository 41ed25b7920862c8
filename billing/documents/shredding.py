"""Prints of a customer's documents are deleted from storage, to be printed anew when asked for.

They name the billing contact and the address as they were then.
"""

from itertools import islice
from urllib.parse import quote

from sqlalchemy import select

from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.ledger.statement import Statement
from config import languages, storage
from config.database import db
from config.logs import log
from tenants.isolation import current_tenant_id

KINDS = {"invoice": Invoice.invoice_id, "receipt": Payment.payment_id,
         "credit": Credit.credit_id, "statement": Statement.statement_id}
AT_ONCE = 1_000  # keys of one request to S3


def of_customer(customer_id):
    """What storage does not delete now is deleted by its age later."""
    keys = places(customer_id)
    try:
        while some := list(islice(keys, AT_ONCE)):
            storage.delete_all(some)
    except Exception as error:  # noqa: BLE001 - whatever storage says, no record is left undone
        log.warning("prints left behind", error=type(error).__name__)


def places(customer_id):
    """Each key that a print of the customer's may have, in any language."""
    folder = f"{current_tenant_id()}/documents"
    for kind, key in KINDS.items():
        owner = key.class_.customer_id == customer_id
        for record_id in db.session.scalars(select(key).where(owner)):
            for language in languages.LANGUAGES:
                yield f"{folder}/{kind}/{quote(record_id, safe='')}.{language}.pdf"
