"""What stands on a customer's bills besides the amounts, as its own people may correct it (P21).

The address is the billing contact's; tax id and purchase order number are the customer's own.
"""

from sqlalchemy import select

from billing.people import refusal
from billing.people.contact import Contact
from config.database import db
from config.languages import N_

ADDRESS = {
    "address1": N_("Address"),
    "address2": N_("Address, second line"),
    "city": N_("City"),
    "county": N_("County"),
    "state": N_("State"),
    "zip": N_("ZIP or postal code"),
    "country": N_("Country"),
}
NUMBERS = {"tax_id": N_("Tax ID"), "purchase_order": N_("Purchase order number")}
LABELS = {**ADDRESS, **NUMBERS}


def find(request):
    """Whose details a request is about."""
    return request.customer


def offered(customer):
    """The fields that can be proposed; no address where nobody is there to have it."""
    return LABELS if customer.billing_contact else NUMBERS


def now(customer, fields=LABELS):
    """Each field as it stands; an address that nobody has is empty."""
    contact = customer.billing_contact
    return {
        name: getattr(contact if name in ADDRESS else customer, name, "") for name in fields
    }


def differing(customer, wanted):
    """Those of the wanted values that are not so already."""
    stands = now(customer, wanted)
    return {name: value for name, value in wanted.items() if value != stands[name]}


def hold(customer):
    """Lock who has the address; the customer is locked before."""
    db.session.scalar(
        select(Contact)
        .where(Contact.customer_id == customer.customer_id)
        .where(Contact.contact_id == customer.billing_contact_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def apply(customer, asked):
    """Write the values to customer and billing contact; raises Refused where there is none."""
    contact = customer.billing_contact
    if contact is None and asked.keys() & ADDRESS.keys():
        raise refusal.NoBillingContact(customer=customer.name)
    for name, value in asked.items():
        setattr(contact if name in ADDRESS else customer, name, value)
