"""Stripe's customers, each with one billing contact at the address that Stripe has."""

from billing.imports.stripe.values import line, own
from billing.people.refusal import address_fault

ADDRESS = {"address1": "line1", "address2": "line2", "city": "city", "state": "state",
           "zip": "postal_code", "country": "country"}


def customer(thing, currency):
    """In `currency` where Stripe knows none of the customer's own."""
    return {
        "customer_id": thing["id"],
        "name": title(thing),
        "description": line(thing.get("description"), 1000),
        "currency": (thing.get("currency") or currency).upper(),
        "billing_contact_id": thing["id"],
        "custom_fields": own(thing),
    }


def contact(thing):
    email, place = (thing.get("email") or "").strip().lower(), thing.get("address") or {}
    good = email and not address_fault(email)
    return {
        "contact_id": thing["id"],
        "customer_id": thing["id"],
        "display_name": title(thing),
        "email": email if good else "",
        "phone": line(thing.get("phone")),
        **{ours: line(place.get(theirs)) for ours, theirs in ADDRESS.items()},
        "custom_fields": {} if good or not email else {"stripe_email": email},
    }


def title(thing):
    """Stripe lets a customer have no name."""
    return line(thing.get("name")) or line(thing.get("email")) or thing["id"]
