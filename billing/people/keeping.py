"""Customers and contacts as staff keep them: added, changed, deleted, erased (A9, S16).

Verbs change records and neither mail nor commit; each raises a Refused before it changes anything.
"""

import hashlib

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from billing.ledger.counter import next_id
from billing.people.customer import Customer
from billing.people.refusal import Refused
from config.database import Base, db


class Changed(Refused):
    text = _("Somebody else has saved this meanwhile. What stands now is shown below; saving again"
             " puts yours in its place.")


class NoSuchParent(Refused):
    text = _("No customer has this ID.")


class ParentOfItself(Refused):
    text = _("A customer cannot be its own parent.")


class ParentHasParent(Refused):
    text = _("'%(parent)s' has a parent itself. Parents are one level deep.")


class HasChildren(Refused):
    text = _("'%(customer)s' has children, so it cannot have a parent. Parents are one level deep.")


class RecordsHang(Refused):
    text = _("'%(name)s' cannot be deleted: records belong to it. Make it inactive instead.")


class ContactInUse(Refused):
    text = _("'%(contact)s' cannot be deleted: it is a billing or shipping contact. Choose another"
             " one first.")


class ContactKnown(Refused):
    text = _("'%(contact)s' cannot be deleted: the contact has or had portal access. Erase the"
             " personal data instead.")


def mark(fields):
    """Tells whether the fields are as they were when somebody began to edit them."""
    return hashlib.sha256(repr(sorted(fields.items())).encode()).hexdigest()[:16]


def held(record):
    """The record as it is now, locked until the transaction ends."""
    db.session.refresh(record, with_for_update=True)
    return record


def check_parent(customer_id, parent_id):
    """Raises Refused where the parent would make a loop or a second level (D23).

    Both customers are locked in one order: of two who make each other's parent one is refused.
    """
    if parent_id == customer_id:
        raise ParentOfItself()
    both = select(Customer).where(Customer.customer_id.in_([customer_id, parent_id]))
    query = both.order_by(Customer.customer_id).with_for_update()
    found = {one.customer_id: one for one in db.session.scalars(
        query.execution_options(populate_existing=True))}
    if parent_id not in found:
        raise NoSuchParent()
    if found[parent_id].parent_customer:
        raise ParentHasParent(parent=found[parent_id].name)
    if customer_id in found and found[customer_id].children:
        raise HasChildren(customer=found[customer_id].name)


def free_id(record, prefix):
    """An id of our own making that the company does not use yet."""
    key = next_id(prefix)
    while db.session.scalar(select(own_key(record)).where(own_key(record) == key)):
        key = next_id(prefix)
    return key


def taken(record, key):
    return db.session.scalar(select(own_key(record)).where(own_key(record) == key)) is not None


def own_key(record):
    return record.customer_id if record is Customer else record.contact_id


def make_billing(contact):
    """The one billing contact from now on; the former one, or None where there was none."""
    customer = held(contact.customer)
    former = customer.billing_contact
    customer.billing_contact_id = contact.contact_id
    return former if former and former.contact_id != contact.contact_id else None


def delete_customer(customer):
    """Gone with all that is its own; raises Refused where a record or a person belongs to it."""
    held(customer)
    for table in belonging():
        own = table.c.parent_customer if table.name == "customer" else table.c.customer_id
        if db.session.scalar(select(func.count()).select_from(
                select(own).where(own == customer.customer_id).limit(1).subquery())):
            raise RecordsHang(name=customer.name)
    views = Base.metadata.tables["customer_view"]
    db.session.execute(views.delete().where(views.c.customer_id == customer.customer_id,
                                            views.c.tenant_id == customer.tenant_id))
    db.session.delete(customer)


def belonging():
    """Every table whose rows may belong to a customer, children among them."""
    return [table for table in Base.metadata.sorted_tables
            if table.name == "customer" or "customer_id" in table.c and table.name not in LOOSE]


# They tell of a customer, no more; the words to find it by go with it.
LOOSE = ("audit_entry", "bulk_member", "customer_view", "customer_word", "portal_visit",
         "usage_day", "usage_delta", "usage_hour", "usage_limit")


def delete_contact(contact):
    """Gone; raises Refused where the account or the portal knows the person."""
    customer = held(contact.customer)
    if contact.contact_id in (customer.billing_contact_id, customer.shipping_contact_id):
        raise ContactInUse(contact=contact.display_name)
    if contact.access != "Not invited" or contact.portal_user_id or contact.erased_at:
        raise ContactKnown(contact=contact.display_name)
    db.session.delete(held(contact))
