"""A new tenant with everything that its first visitor and its first administrator need (T4)."""

from typing import NamedTuple

from email_validator import validate_email
from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from config import clock
from config.database import db
from tenants import site, subdomain
from tenants.isolation import SET_TENANT, enter
from tenants.payment_setup import PaymentSetup
from tenants.portal_setup import PortalSetup
from tenants.profile import CompanyProfile
from tenants.role import Role
from tenants.staff import Staff
from tenants.tenant import SANDBOX, Host, Tenant

SETTINGS = (CompanyProfile, PortalSetup, PaymentSetup)


class SubdomainTaken(subdomain.SubdomainRefused):
    """Another tenant has the name, or had it lately and is still led to by it."""


class Entered(NamedTuple):
    tenant_id: int


def provision(label, name, **options):
    """The tenant and its first administrator, both detached; all is stored, or nothing.

    Options and errors are those of `establish`. Needs the role of ops (D16).
    """
    with current_app.app_context():
        tenant, staff = establish(label, name, **options)
        db.session.commit()
        db.session.refresh(tenant)
        db.session.refresh(staff)
        db.session.expunge_all()
    site.forget()
    return tenant, staff


def establish(label, name, *, admin_email, admin_name=None, production=None, **settings):
    """The same, uncommitted: the unit of work that calls is the new tenant's from here on.

    `production` is the tenant whose sandbox this is (T3); `settings` are columns of the company
    profile and of the portal's setup. Raises SubdomainRefused, and ValueError for a bad address
    or an unknown setting.
    """
    checked(label, production)
    email = validate_email(admin_email.strip().lower(), check_deliverability=False).normalized
    tenant = Tenant(subdomain=label, name=name, production_id=production and production.tenant_id)
    settle(tenant)
    return tenant, furnish(email, admin_name or name, settings)


def checked(label, production):
    """The name, or SubdomainRefused; a sandbox can only be named after its company."""
    if production is None:
        subdomain.check(label)
    elif label != production.subdomain + SANDBOX:
        raise subdomain.SubdomainRefused(f"The sandbox is {production.subdomain}{SANDBOX}.")
    return label


def settle(tenant):
    """Store the tenant and let the rest of this transaction be its own."""
    led_on = select(Host).where(Host.label == tenant.subdomain, Host.until > clock.now())
    if db.session.scalar(led_on):
        raise SubdomainTaken(f"“{tenant.subdomain}” still leads on to another tenant.")
    db.session.add(tenant)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise SubdomainTaken(f"“{tenant.subdomain}” is taken.") from error
    enter(Entered(tenant.tenant_id))
    db.session.execute(SET_TENANT, {"tenant": str(tenant.tenant_id)})


def furnish(email, name, settings):
    """The tenant's settings, and its administrator, who has no password yet."""
    for record in SETTINGS:
        own = {key: settings.pop(key) for key in list(settings) if key in record.__table__.c}
        db.session.add(record(**own))
    if settings:
        raise ValueError(f"unknown settings: {', '.join(settings)}")
    role = Role.administrator()
    db.session.add(role)
    db.session.flush()
    staff = Staff(email=email, name=name, role_id=role.role_id)
    db.session.add(staff)
    return staff
