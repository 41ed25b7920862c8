"""A tenant's move to another subdomain, and its sandbox with it (T3, T4)."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from config import clock
from config.database import db
from tenants import subdomain
from tenants.provision import SubdomainTaken
from tenants.tenant import SANDBOX, Host, Tenant


def rename(tenant, name):
    """Move, uncommitted; old addresses lead on for 30 days. Raises SubdomainRefused."""
    if tenant.sandbox:
        raise subdomain.SubdomainRefused("A sandbox is renamed with its company, never alone.")
    moves = [(tenant, subdomain.check(name))]
    moves += [(sandbox, name + SANDBOX) for sandbox in sandboxes(tenant)]
    for moving, label in moves:
        refuse_taken(moving, label)
        moving.rename(label)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise SubdomainTaken(f"“{name}” is taken.") from error


def sandboxes(tenant):
    """The company's sandbox, if it has one."""
    return db.session.scalars(select(Tenant).where(Tenant.production_id == tenant.tenant_id)).all()


def refuse_taken(tenant, label):
    """A name in use, or one that still leads to somebody else, is not free."""
    if label == tenant.subdomain:
        raise SubdomainTaken(f"The tenant is named “{label}” already.")
    if db.session.scalar(select(Tenant).where(Tenant.subdomain == label)):
        raise SubdomainTaken(f"“{label}” is taken.")
    host = db.session.get(Host, label)
    if host and host.until > clock.now() and host.tenant_id != tenant.tenant_id:
        raise SubdomainTaken(f"“{label}” still leads on to another tenant.")
