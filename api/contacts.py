"""Contacts, as programs read and write them (I2); who gets in is decided by invitations (I3)."""

from sqlalchemy import select

from api import writing
from api.caller import glances, seen
from api.door import api
from api.of_customer import PlaceOfCustomer, page_of_customer
from api.paging import page_of
from billing.people.contact import Contact
from billing.people.contact_shape import ContactShape
from billing.people.contact_writing import Contacts
from config.database import db

TAGS = {"tags": ["Contacts"]}


@api.get("/contacts", **TAGS)
@api.arguments(PlaceOfCustomer, location="query")
@api.response(200, page_of(ContactShape))
def contacts(place):
    """List contacts"""
    return page_of_customer(Contact, place)


@api.post("/contacts", **TAGS)
@api.arguments(ContactShape)
@api.response(201, ContactShape)
def make_contact(fields):
    """Make a contact"""
    return writing.make(Contacts(), fields)


@api.get("/contacts/<contact_id>", **TAGS)
@glances(Contact)
@api.response(200, ContactShape)
def contact(contact_id):
    """Get a contact"""
    return seen()


@api.put("/contacts/<contact_id>", **TAGS)
@api.arguments(writing.to_put(ContactShape))
@api.response(200, ContactShape)
@api.alt_response(201, schema=ContactShape, success=True)
def put_contact(fields, contact_id):
    """Make or replace a contact"""
    return writing.put(Contacts(), contact_id, fields)


@api.patch("/contacts/<contact_id>", **TAGS)
@api.arguments(writing.to_change(ContactShape))
@api.response(200, ContactShape)
def change_contact(fields, contact_id):
    """Change fields of a contact; another address detaches its login"""
    return writing.change(Contacts(), find(contact_id), fields)


def find(contact_id):
    return db.first_or_404(select(Contact).where(Contact.contact_id == contact_id))
