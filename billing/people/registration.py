"""How an invited person becomes a portal user: register, confirm, come in (R1 to R5)."""

from sqlalchemy import update

from billing.people import access
from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from config.database import db
from tenants import audit


class LinkSpent(Exception):
    """The link was used up, replaced or has run out, maybe a moment ago."""


def invited(link):
    """Whether the invitation still stands."""
    return link.usable and awaited(link.contact)


def awaited(contact):
    """Whether this person may still come in: what was open may have been closed since (D2)."""
    return (
        contact.access == "Pending"
        and contact.portal_allowed
        and contact.customer.portal_enabled
    )


def again(link):
    """What is due for an invitation that ran out and whose reader asks for another (R2).

    The rules of an invitation are asked again (A3); of several who ask at once one is answered.
    Raises LinkSpent, and Refused.
    """
    contact = access.held(link.contact)
    db.session.refresh(link)
    if not (stale(link) and awaited(contact)):
        raise LinkSpent
    return access.resend(contact)


def stale(link):
    """Whether it ran out before it was used or replaced: only such a one brings another."""
    return link.expired and not link.used_at and not link.revoked_at


def register(link, password):
    """Use the invitation up, make the login and ask for its confirmation; raises LinkSpent.

    A login of the same address is taken over: who reads its mail may set its password anyway.
    """
    if not link.use_up():
        raise LinkSpent
    user = PortalUser.named(link.contact.email) or new_user(link.contact.email)
    user.set_password(password)
    db.session.execute(
        update(Contact)
        .where(Contact.contact_id == link.contact_id)
        .values(portal_user_id=user.portal_user_id)
    )
    audit.note("change", "contact", link.contact_id, customer_id=link.contact.customer_id,
               by=user.actor, changes={"portal_user_id": [None, user.portal_user_id]})
    return PortalLink.issue("confirmation", portal_user=user)


def new_user(email):
    user = PortalUser(email=email)
    db.session.add(user)
    db.session.flush()
    return user


def confirm(link):
    """Use the confirmation up: the address is proven, waiting contacts come in (R3, D3)."""
    if not link.use_up():
        raise LinkSpent
    access.confirm(link.portal_user)


def reset(link, password):
    """Use the link up and set the password; who got the mail has proven the address (D4, R5)."""
    if not link.use_up():
        raise LinkSpent
    link.portal_user.set_password(password)
    access.confirm(link.portal_user)
