"""A contact as programs and files write it, and as the API shows it (I2)."""

from marshmallow import ValidationError, fields

from billing.people.contact import ROLES, STATES
from billing.people.refusal import address_fault
from billing.shape import Choice, Id, Recorded, Reference, Text, Tick

LONGEST = 254  # of an address


def one_address(text):
    """One address, valid, in lower case; or none (D9). What is too long is told so, and not back.
    """
    fault = text and len(text) <= LONGEST and address_fault(text)
    if fault:
        raise ValidationError(str(fault(contact=text)))


class ContactShape(Recorded):
    """Who gets in is decided by invitations: `access` is only shown."""

    contact_id = Id(required=True)
    customer_id = Reference(required=True)
    display_name = Text(least=1, required=True)
    first_name = Text(load_default="")
    last_name = Text(load_default="")
    email = Text(LONGEST, validate=[one_address], load_default="")
    phone = Text(load_default="")
    mobile = Text(load_default="")
    job_title = Text(load_default="")
    department = Text(load_default="")
    address1 = Text(load_default="")
    address2 = Text(load_default="")
    city = Text(load_default="")
    county = Text(load_default="")
    state = Text(load_default="")
    zip = Text(load_default="")
    country = Text(load_default="")
    portal_allowed = Tick()
    access = fields.String(dump_only=True, metadata={"enum": list(STATES)})
    portal_role = Choice(ROLES)
