"""“My account” (P20): what the company has on record of this contact, read only."""

from flask import g, render_template
from flask_babel import gettext as _
from flask_login import current_user

from billing.people.contact import Contact
from billing.people.portal_user import PortalUser
from config.database import db
from portal.door import current_customer, portal


@portal.get("/account")
def account():
    contact = db.session.get(Contact, (g.tenant.tenant_id, current_user.contact_id))
    return render_template(
        "portal/account/show.html",
        contact=facts(contact),
        password_href="/portal/account/password",
        methods_href=current_user.may_pay and "/portal/account/payment-methods",
        autopay_href="/portal/account/autopay",
        autopay=current_customer.auto_pay,
    )


def find_login():
    """The visitor's own login, as a record."""
    return db.session.get(PortalUser, (g.tenant.tenant_id, current_user.portal_user_id))


def facts(contact):
    return [
        (_("Name"), contact.display_name),
        (_("E-mail"), contact.email),
        (_("Phone"), contact.phone),
        (_("Mobile"), contact.mobile),
        (_("Job title"), contact.job_title),
        (_("Department"), contact.department),
        (_("Address"), ", ".join(contact.address_lines)),
        (_("Customer"), f"{current_user.customer_name} ({current_user.customer_id})"),
    ]
