"""What a command's words name, or a clear end to the command."""

from contextlib import contextmanager
from zoneinfo import available_timezones

import click
from sqlalchemy import select

from config.database import db
from tenants.subdomain import SubdomainRefused
from tenants.tenant import SANDBOX, Tenant


def tenant_named(name):
    """The tenant of a subdomain, in whatever state; ends the command when there is none."""
    tenant = db.session.scalar(select(Tenant).where(Tenant.subdomain == name.strip().lower()))
    if tenant is None:
        raise click.ClickException(f"There is no tenant “{name}”.")
    return tenant


def company_named(name):
    """The same for a company, which alone has a sandbox."""
    tenant = tenant_named(name)
    if tenant.sandbox:
        raise click.ClickException(
            f"“{name}” is a sandbox; name its company, {name.removesuffix(SANDBOX)}."
        )
    return tenant


def time_zone(context, parameter, name):
    """A zone by its name in the tz database, for an option's callback."""
    if name not in available_timezones():
        raise click.BadParameter(f"There is no time zone “{name}”. Example: Europe/Berlin.")
    return name


@contextmanager
def refusals_told():
    """Turn a rule that was broken into the command's own end (T2)."""
    try:
        yield
    except SubdomainRefused as broken:
        raise click.ClickException(f"The subdomain cannot be used. {broken}") from broken
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from wrong
