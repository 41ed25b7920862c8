"""The company's staff, its customers, their contacts and logins."""

import json
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from config import clock
from config.database import db
from setup.commands.sample.company import Login
from tenants import bulk, password
from tenants.api_key import SCOPES, ApiKey
from tenants.role import ACTIONS, Role
from tenants.staff import Staff

CUSTOMER = ("customer_id", "name", "currency", "payment_terms", "billing_contact_id",
            "description", "parent_customer", "bill_to_parent", "status", "portal_enabled",
            "delivery_preferences")
CONTACT = ("contact_id", "customer_id", "display_name", "first_name", "last_name", "email",
           "address1", "city", "state", "zip", "country", "portal_allowed", "access",
           "portal_role", "portal_user_id")
ROLES = {
    "Billing": {name: list(ACTIONS) for name in ("Manage Portal Users", "Customers", "Payments")},
    "Read only": {name: ["List", "View"] for name in ("Manage Portal Users", "Customers")},
}
EXPIRED = ("C-1037", "C-2010")


def hire(company, administrator):
    """Everybody on the staff with their password, and a key for the company's programs."""
    administrator.password_hash = password.hashed(company.staff_password)
    for clerk in company.staff[1:]:
        role = Role(name=clerk.role, rights=ROLES[clerk.role])
        db.session.add(role)
        db.session.flush()
        db.session.add(Staff(email=clerk.email, name=clerk.name, role_id=role.role_id,
                             password_hash=administrator.password_hash))
    ApiKey.issue("Demo", SCOPES, company.api_key)


def settle(company, accounts):
    """Customers with their contacts, those who sign in, and those who are invited to."""
    company = replace(company, logins=(*company.logins, *guests(accounts)))
    users = logins(company)
    contacts = [contact for account in accounts for contact in people(account, company, users)]
    invited = {contact.customer_id for contact in contacts if contact.access != "Not invited"}
    rows = [customer(account, company, account.customer_id in invited) for account in accounts]
    bulk.insert(Customer, CUSTOMER, rows)
    bulk.insert(Contact, CONTACT, ([getattr(c, name) for name in CONTACT] for c in contacts))
    for contact in contacts:
        if contact.access == "Pending":
            invite(contact)


def guests(accounts):
    return (Login(account.email, *account.person, {account.customer_id: "Owner"})
            for account in accounts if account.guest)


def logins(company):
    """Ids by address."""
    secret = password.hashed(company.password)
    users = [PortalUser(email=login.email, password_hash=secret, confirmed_at=clock.now())
             for login in company.logins]
    db.session.add_all(users)
    db.session.flush()
    return {user.email: user.portal_user_id for user in users}


def customer(account, company, open_gate):
    more = {"description": "", "parent_customer": None, "bill_to_parent": False,
            "status": "Active", "portal_enabled": open_gate,
            "delivery_preferences": {"print": False, "email": True}} | account.customer
    return (account.customer_id, account.name, account.currency or company.currency,
            account.terms_name, account.contact_id, *list(more.values())[:-1],
            json.dumps(more["delivery_preferences"]))


def people(account, company, users):
    """The billing contact, and whoever else signs in for the customer."""
    first, last = account.person
    yield contact(account, account.contact_id, first, last, account.email, company, users)
    for login in company.logins:
        if account.customer_id in login.roles and login.email != account.email:
            yield contact(account, f"{account.contact_id}-2", login.first_name, login.last_name,
                          login.email, company, users)


def contact(account, contact_id, first, last, email, company, users):
    role = next((login.roles[account.customer_id] for login in company.logins
                 if login.email == email and account.customer_id in login.roles), None)
    street, city, state, code, country = account.place
    plain = {
        "contact_id": contact_id, "customer_id": account.customer_id,
        "display_name": f"{first} {last}", "first_name": first, "last_name": last, "email": email,
        "address1": street, "city": city, "state": state, "zip": code, "country": country,
        "portal_allowed": True, "access": "Enabled" if role else "Not invited",
        "portal_role": role or "Owner", "portal_user_id": role and users[email],
    }
    return SimpleNamespace(**plain | account.contact)


def invite(contact):
    link = PortalLink.issue("invitation", contact=contact)
    if contact.customer_id in EXPIRED:
        link.expires_at = clock.now() - timedelta(days=1)
