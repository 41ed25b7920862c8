"""A tenant's move to another subdomain, and its sandbox with it (T3, T4)."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from config import clock
from config.database import db
from config.languages import N_
from tenants import audit, subdomain
from tenants.provision import SubdomainTaken
from tenants.tenant import REDIRECT_DAYS, SANDBOX, Host, Tenant

TAKEN = N_("“%(name)s” is taken.")


def rename(tenant, name, move=Tenant.rename):
    """Move, uncommitted; old addresses lead on for 30 days. Raises SubdomainRefused.

    `move` is how a tenant of the company goes to a label; the app itself may not write tenants.
    """
    if tenant.sandbox:
        raise subdomain.SubdomainRefused(
            N_("A sandbox is renamed with its company, never alone."))
    moves = [(tenant, subdomain.check(name))]
    moves += [(sandbox, name + SANDBOX) for sandbox in sandboxes(tenant)]
    for moving, label in moves:
        refuse_taken(moving, label)
    try:
        for moving, label in moves:
            move(moving, label)
        db.session.flush()
    except IntegrityError as error:
        raise SubdomainTaken(TAKEN, name=name) from error


def move_own(tenant, label):
    """A company's own tenant or its sandbox, by the function that the database lends the app."""
    now = clock.now()
    until = now + timedelta(days=REDIRECT_DAYS)
    db.session.execute(select(func.move_tenant(tenant.tenant_id, label, now, until)))
    audit.note("change", "tenant", changes={"subdomain": [tenant.subdomain, label]})
    db.session.expire(tenant)


def sandboxes(tenant):
    """The company's sandbox, if it has one."""
    return db.session.scalars(select(Tenant).where(Tenant.production_id == tenant.tenant_id)).all()


def refuse_taken(tenant, label):
    """A name in use, or one that still leads to somebody else, is not free."""
    if label == tenant.subdomain:
        raise SubdomainTaken(N_("The tenant is named “%(name)s” already."), name=label)
    if db.session.scalar(select(Tenant).where(Tenant.subdomain == label)):
        raise SubdomainTaken(TAKEN, name=label)
    host = db.session.get(Host, label)
    if host and host.until > clock.now() and host.tenant_id != tenant.tenant_id:
        raise SubdomainTaken(
            N_("“%(name)s” still leads on to another tenant."), name=label)
