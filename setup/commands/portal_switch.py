"""Whether a company may have the portal at all is ops' switch (D10, T8)."""

import click

from config.database import db
from setup.commands.finding import tenant_named
from setup.commands.within import within
from tenants import site


@click.group()
def portal():
    """Let a tenant have the Customer Portal, or not."""


@portal.command()
@click.argument("subdomain")
@within("DATABASE_OPS_URL")
def enable(subdomain):
    """Let the tenant at SUBDOMAIN have the portal; its staff may still switch it off."""
    switch(subdomain, True)


@portal.command()
@click.argument("subdomain")
@within("DATABASE_OPS_URL")
def disable(subdomain):
    """Close the tenant's portal to its customers; its setup stays open."""
    switch(subdomain, False)


def switch(subdomain, on):
    tenant = tenant_named(subdomain)
    tenant.portal_available = on
    db.session.commit()
    site.forget()
    click.echo(f"The Customer Portal of {tenant.subdomain} is {'available' if on else 'off'}.")
