"""To whom a customer's bills go: itself, or the parent that pays for it (D23)."""

from billing.people.refusal import address_fault


def billed(customer):
    """The account whose contact gets the bills, and whose wishes hold (A3)."""
    return (customer.bill_to_parent and customer.parent) or customer


def addressee(customer):
    """The contact to mail bills to by themselves; None where none is wanted or none can arrive."""
    account = billed(customer)
    contact = account.billing_contact if account.mail_wanted else None
    return contact if contact and not address_fault(contact.email) else None
