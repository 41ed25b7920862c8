"""Fields of customers and contacts that give or take portal access (S10, D8).

Who may edit the record may not do thereby what “Manage Portal Users” is asked for elsewhere.
"""

from flask import abort

from setup.rights import DISABLE, ENABLE, holds


def known(contact):
    """Whether the portal knows the person, who loses the login with the address (D6)."""
    return contact.access != "Not invited" or contact.portal_user_id is not None


def turning(on):
    return DISABLE if on else ENABLE


# The right that moving the field takes, of a record as it stands; None: a new one.
NEEDED = {
    "portal_allowed": lambda contact: contact and turning(contact.portal_allowed),
    "portal_role": lambda contact: ENABLE,
    "email": lambda contact: contact and known(contact) and DISABLE,
    "status": lambda customer: customer and turning(customer.status == "Active"),
}


def hold(form, record):
    """What the visitor may not move stays as it is, shown and not to be changed; 403 by force."""
    form.held = [name for name, needed in NEEDED.items()
                 if name in form and not holds(needed(record))]
    for name in form.held:
        keep(form[name], getattr(record, name) if record else "")


def keep(field, value):
    if field.raw_data and field.data != value:
        abort(403)
    field.data, field.render_kw = value, {"disabled": True}
