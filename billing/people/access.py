"""Who of a customer's people gets into the portal, and how (A2 to A8, D2 to D6).

Verbs change records and return what letter is due: a PortalLink (Portal Invitation), a Contact
(Access Granted), or nothing. They neither mail nor commit. Each raises a Refused of
billing.people.refusal, with a message for staff, and then has changed nothing.
"""

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from billing.people import refusal
from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser, PortalVisit
from billing.people.refusal import Refused
from config.database import db
from tenants import audit

__all__ = ["Refused"]


def invite(contact):
    """Pending with a fresh PortalLink; with access at once where the address has a login (A5)."""
    contact = held(contact)
    refuse_if_disabled(contact)
    return let_in(contact)


def resend(contact):
    """A fresh PortalLink, the older one dead; only while Pending (A7, R2)."""
    contact = held(contact)
    if contact.access != "Pending":
        raise refusal.NotPending()
    return let_in(contact)


def billing_contact(customer):
    """Who is meant when the account is invited (A2, A4); raises Refused where nobody is."""
    if customer.billing_contact is None:
        raise refusal.customer_refusal(customer) or refusal.NoBillingContact(customer=customer.name)
    return customer.billing_contact


def grant(contact):
    """Access without an invitation; the first password comes by “Forgot Password” (A4, D4)."""
    contact = held(contact)
    refuse_if_disabled(contact)
    refusal.check(contact)
    contact.customer.open_gate()
    return attach(contact, login_for(contact.email))


def disable(contact):
    """Shut this person out at the next request; what was mailed before opens nothing (A7)."""
    contact = held(contact)
    if contact.access not in ("Pending", "Enabled"):
        raise refusal.NothingToDisable(contact=contact.display_name)
    contact.disable()
    PortalLink.revoke("invitation", contact_id=contact.contact_id)


def re_enable(contact):
    """Back in; an address that was never confirmed goes back to Pending (A7, D3)."""
    contact = held(contact)
    if contact.access != "Disabled":
        raise refusal.NotDisabled(contact=contact.display_name)
    attach(contact, own_login(contact))


def confirm(login):
    """The login's address is proven: who waits under it is Enabled from now on (R3, D3, A5)."""
    login.confirm()
    waiting = select(Contact).where(Contact.email == login.email, Contact.access == "Pending")
    for contact in db.session.scalars(waiting.with_for_update()):
        attach(contact, login)


def readdress(contact, email):
    """Another address is another person until proven: out, and the login stays as it is (D6)."""
    if email == contact.email:
        return
    PortalLink.revoke("invitation", contact_id=contact.contact_id)
    db.session.execute(
        delete(PortalVisit).where(PortalVisit.portal_user_id == contact.portal_user_id)
    )
    contact.email, contact.access, contact.portal_user_id = email, "Not invited", None


def open_gates(customers):
    """Portal access for these accounts; each contact keeps its own state (D2)."""
    for customer in customers:
        customer.open_gate()


def close_gates(customers):
    """End access of all users of these accounts, at their next request (A6)."""
    for customer in customers:
        customer.close_gate()


def held(contact):
    """The contact as it is now, locked, so that two of the same press make one invitation."""
    return db.session.scalar(
        select(Contact)
        .where(Contact.contact_id == contact.contact_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def refuse_if_disabled(contact):
    """Who was shut out comes back by “Re-enable Portal Access”, on purpose, not by mistake."""
    if contact.access == "Disabled":
        raise refusal.AccessDisabled(contact=contact.display_name)


def let_in(contact):
    admit(contact, own_login(contact))
    return contact if contact.access == "Enabled" else PortalLink.issue("invitation", contact)


def admit(contact, login):
    """Let in behind that login, or to be invited; the account's gate opens."""
    refusal.check(contact)
    contact.customer.open_gate()
    return attach(contact, login)


def own_login(contact):
    """The login whose own address is the contact's, or None (D6)."""
    login = PortalUser.named(contact.email)
    return login if login and login.email == contact.email else None


def attach(contact, login):
    """Enabled behind a confirmed login, Pending behind any other or none (D3)."""
    contact.portal_user_id = login and login.portal_user_id
    contact.access = "Enabled" if login and login.confirmed else "Pending"
    if contact.access == "Enabled":
        PortalLink.revoke("invitation", contact_id=contact.contact_id)
    return contact


def login_for(email):
    """The login of the address; a new one without a password where there is none (D4)."""
    made = insert(PortalUser).values(email=email).on_conflict_do_nothing()
    key = db.session.scalar(made.returning(PortalUser.portal_user_id))
    if key:
        audit.note("create", "portal_user", key, changes={"email": [None, email]})
    return PortalUser.named(email)
