"""Signed addresses of files outlive the visit that they were given to: the files go elsewhere.

Done right after the commit that shuts somebody out, in the same request or job. What was handed out
longer ago than an address lives needs nothing, so few files move, however many people it is about.
"""

import uuid
from datetime import timedelta

from sqlalchemy import or_, select, update

from billing.ledger.attachment import Attachment
from billing.ledger.invoice import Invoice
from billing.people.customer import Customer
from billing.tables.export import Export
from config import clock, shelf, storage
from config.database import db
from config.logs import log
from tenants.isolation import current_tenant_id


def from_customers(customer_ids, portal_user_id=None):
    """What people of these customers were handed lately; of one of them only, where named."""
    if not customer_ids:
        return
    near = select(Customer.customer_id, Customer.parent_customer).where(
        or_(Customer.customer_id.in_(customer_ids), Customer.parent_customer.in_(customer_ids)))
    family = {key for row in db.session.execute(near) for key in row if key}
    for export in db.session.scalars(exports(family, portal_user_id)).all():
        tried(withdraw, export)
    for attachment in db.session.scalars(attachments(family)).all():
        tried(move, attachment)


def delete(keys):
    """Files that no record names any more; where storage is silent they only take up room."""
    for key in keys:
        tried(storage.delete, key)


def lately():
    return clock.now() - timedelta(seconds=storage.LINK_SECONDS)


def exports(family, portal_user_id):
    query = select(Export).where(Export.handed_at > lately(), Export.customer_id.in_(family),
                                 Export.storage_key.is_not(None))
    return query.where(Export.portal_user_id == portal_user_id) if portal_user_id else query


def attachments(family):
    of_theirs = select(Invoice.invoice_id).where(Invoice.customer_id.in_(family))
    return select(Attachment).where(Attachment.handed_at > lately(),
                                    Attachment.invoice_id.in_(of_theirs))


def withdraw(export):
    """The file is gone; whoever may see what it holds asks for it anew."""
    storage.delete(export.storage_key)
    db.session.execute(update(Export).where(Export.export_id == export.export_id)
                       .values(storage_key=None, handed_at=None))
    db.session.commit()


def move(attachment):
    """The same file under another key."""
    former, key = attachment.storage_key, f"{current_tenant_id()}/attachments/{uuid.uuid4()}"
    shelf.copy(former, key)
    db.session.execute(update(Attachment)
                       .where(Attachment.attachment_id == attachment.attachment_id)
                       .values(storage_key=key, handed_at=None))
    db.session.commit()
    storage.delete(former)


def tried(verb, record):
    """Where storage does not answer, it hands nothing to anybody else either."""
    try:
        verb(record)
    except Exception as error:  # noqa: BLE001 - whatever storage says, the access has ended
        db.session.rollback()
        log.warning("file not taken back", error=type(error).__name__)
