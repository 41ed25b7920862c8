"""Charges of one tenant on their way into its tables, all in one transaction."""

import json

from sqlalchemy import select, text

from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.usage.usage import Usage
from config.database import db
from tenants import bulk
from tenants.isolation import current_tenant_id

MAKER = "import focus"
LOCK = text("select pg_advisory_xact_lock(hashtext('import focus'), :tenant)")
CUSTOMER = ("customer_id", "name", "currency", "payment_terms", "billing_contact_id",
            "delivery_preferences", "created_by")
CONTACT = ("contact_id", "customer_id", "display_name", "email", "portal_role", "created_by")
USAGE = ("usage_id", "customer_id", "date", "quantity", "unit_of_measure", "description",
         "product_name", "cost", "currency", "custom_fields", "created_by")
BY_MAIL = json.dumps({"print": False, "email": True})


def lock():
    """One import at a time within a tenant, until the transaction ends."""
    db.session.execute(LOCK, {"tenant": current_tenant_id()})


def store(charges):
    """How many of the charges were not known yet; their customers are made where missing."""
    lock()
    make_customers({charge.account: charge.currency for charge in reversed(charges)})
    stored = bulk.insert(Usage, USAGE, map(usage, charges), skip_known=True)
    db.session.commit()
    return stored


def make_customers(currencies):
    """Customers and their billing contacts; a customer that exists keeps what it has."""
    ids = [account.customer_id for account in currencies]
    query = select(Customer.customer_id).where(Customer.customer_id.in_(ids))
    known = set(db.session.scalars(query))
    new = [account for account in currencies if account.customer_id not in known]
    bulk.insert(Customer, CUSTOMER, (customer(each, currencies[each]) for each in new))
    bulk.insert(Contact, CONTACT, map(contact, new))


def customer(account, currency):
    return (account.customer_id, account.name, currency, "Net 30", account.contact_id, BY_MAIL,
            MAKER)


def contact(account):
    return (account.contact_id, account.customer_id, f"{account.name} Billing", account.email,
            "Owner", MAKER)


def usage(charge):
    return (charge.usage_id, charge.account.customer_id, charge.date, charge.quantity,
            charge.unit, charge.description, charge.product, charge.cost, charge.currency,
            charge.facts, MAKER)
