"""Portal access of contacts and customers, by the same verbs as staff have (I3, A4 to A7, D2)."""

from marshmallow import Schema, fields
from sqlalchemy import select

from api.door import api, needs
from api.once import afterwards
from billing.people import access
from billing.people.contact import STATES, Contact
from billing.people.customer import Customer
from config.database import db
from workers import taking_back
from workers.bulk_invites import written
from workers.queue import wake

TAGS = {"tags": ["Portal access"]}
OF_CONTACT = "/contacts/<contact_id>/portal_access"
OF_CUSTOMER = "/customers/<customer_id>/portal_access"


class ContactAccessShape(Schema):
    contact_id = fields.String()
    customer_id = fields.String()
    access = fields.String(metadata={"enum": list(STATES)})


class CustomerAccessShape(Schema):
    customer_id = fields.String()
    portal_enabled = fields.Boolean()
    portal_status = fields.String(metadata={"enum": list(STATES)})


@api.post(f"{OF_CONTACT}/grant", **TAGS)
@needs("invite")
@api.response(200, ContactAccessShape)
def grant_contact(contact_id):
    """Give a contact access without an invitation; the mail “Access Granted” goes out"""
    return mailed(access.grant(contact(contact_id)))


@api.post(f"{OF_CONTACT}/resend", **TAGS)
@needs("invite")
@api.response(200, ContactAccessShape)
def resend_invitation(contact_id):
    """Send the invitation of a contact who is Pending again; the older link is dead"""
    return mailed(access.resend(contact(contact_id)))


@api.post(f"{OF_CONTACT}/disable", **TAGS)
@needs("invite")
@api.response(200, ContactAccessShape)
def disable_contact(contact_id):
    """End a contact's access, at the next request"""
    found = contact(contact_id)
    afterwards(taking_back.from_customers, [found.customer_id], found.portal_user_id)
    access.disable(found)
    return found


@api.post(f"{OF_CONTACT}/re-enable", **TAGS)
@needs("invite")
@api.response(200, ContactAccessShape)
def re_enable_contact(contact_id):
    """Let a contact in again whose access was disabled"""
    found = contact(contact_id)
    access.re_enable(found)
    return found


@api.post(f"{OF_CUSTOMER}/grant", **TAGS)
@needs("invite")
@api.response(200, ContactAccessShape)
def grant_customer(customer_id):
    """Give a customer's billing contact access without an invitation"""
    return mailed(access.grant(access.billing_contact(customer(customer_id))))


@api.post(f"{OF_CUSTOMER}/enable", **TAGS)
@needs("invite")
@api.response(200, CustomerAccessShape)
def enable_customer(customer_id):
    """Open the portal for a customer; each contact keeps its own state"""
    found = customer(customer_id)
    access.open_gates([found])
    return found


@api.post(f"{OF_CUSTOMER}/disable", **TAGS)
@needs("invite")
@api.response(200, CustomerAccessShape)
def disable_customer(customer_id):
    """Close the portal for all people of a customer, at their next request"""
    found = customer(customer_id)
    access.close_gates([found])
    afterwards(taking_back.from_customers, [customer_id])
    return found


def mailed(letter):
    """The contact that a letter goes to, once it is written."""
    mail = written(letter)
    afterwards(wake, "mail", mail.mail_id)
    return letter if isinstance(letter, Contact) else letter.contact


def contact(contact_id):
    return db.first_or_404(select(Contact).where(Contact.contact_id == contact_id))


def customer(customer_id):
    locked = select(Customer).where(Customer.customer_id == customer_id).with_for_update()
    return db.first_or_404(locked)
