"""Provision companies and keep them: bin/portico tenants --help (T2 to T4)."""

import click
from sqlalchemy import select

from config.database import db
from setup.commands.finding import company_named, refusals_told, tenant_named, time_zone
from setup.commands.founding import found, invite
from setup.commands.portal_switch import portal
from setup.commands.sandbox import sandbox
from setup.commands.telling import line, lines, told
from setup.commands.within import within
from tenants import renaming, site
from tenants.current import as_tenant
from tenants.staff import Staff
from tenants.tenant import REDIRECT_DAYS, Tenant
from workers.queue import wake


@click.group()
def tenants():
    """Provision companies, rename, suspend and resume them, switch their sandbox."""


tenants.add_command(sandbox)
tenants.add_command(portal)


@tenants.command()
@click.argument("subdomain")
@click.option("--name", required=True, help="The company's name, as its customers see it.")
@click.option("--admin", "admin_email", required=True, metavar="EMAIL",
              help="Its first administrator, who gets a mail to set a password.")
@click.option("--admin-name", help="What that person is called.  [default: the company's name]")
@click.option("--time-zone", default="America/New_York", show_default=True, callback=time_zone,
              help="Decides its dates and runs.")
@within("DATABASE_OPS_URL")
def create(subdomain, name, admin_email, admin_name, time_zone):
    """Make a company and mail its first administrator.

    SUBDOMAIN is 1 to 55 letters a to z and digits, all in lower case.
    """
    with refusals_told():
        found(subdomain, name.strip(), admin_email=admin_email, admin_name=admin_name,
              time_zone=time_zone)
    told(tenant_named(subdomain))
    click.echo(f"A mail to {admin_email} leads to setting a password; it is valid for 72 hours.")


@tenants.command("list")
@within("DATABASE_OPS_URL")
def list_tenants():
    """List every tenant: subdomain, state, name, address."""
    for tenant in db.session.scalars(select(Tenant).order_by(Tenant.subdomain)):
        click.echo(line(tenant))


@tenants.command()
@click.argument("subdomain")
@within("DATABASE_OPS_URL")
def show(subdomain):
    """Show one tenant: addresses, state, staff, how many customers."""
    for label, value in lines(tenant_named(subdomain)):
        click.echo(f"{label + ':':<19}{value}")


@tenants.command()
@click.argument("subdomain")
@within("DATABASE_OPS_URL")
def suspend(subdomain):
    """Close a tenant's addresses to everybody; its records stay."""
    tenant = tenant_named(subdomain)
    tenant.suspend()
    kept(tenant)


@tenants.command()
@click.argument("subdomain")
@within("DATABASE_OPS_URL")
def resume(subdomain):
    """Open a suspended tenant again."""
    tenant = tenant_named(subdomain)
    if tenant.status == "disabled":
        raise click.ClickException("This sandbox is off. Use: tenants sandbox enable")
    tenant.resume()
    kept(tenant)


@tenants.command()
@click.argument("old")
@click.argument("new")
@within("DATABASE_OPS_URL")
def rename(old, new):
    """Move a company, and its sandbox, from subdomain OLD to NEW; OLD leads on for 30 days."""
    tenant = company_named(old)
    with refusals_told():
        renaming.rename(tenant, new)
    kept(tenant)
    click.echo(f"{old} leads on to {new} for {REDIRECT_DAYS} days. Everybody signs in again.")


@tenants.command("invite")
@click.argument("subdomain")
@click.argument("email")
@within("DATABASE_OPS_URL")
def invite_staff(subdomain, email):
    """Send a staff member the set-password mail anew; the older link dies."""
    with as_tenant(tenant_named(subdomain).tenant_id):
        staff = Staff.named(email)
        if staff is None:
            raise click.ClickException(f"{subdomain} has no staff member “{email}”.")
        mail = invite(staff)
        db.session.commit()
        wake("mail", mail.mail_id)
    click.echo(f"A mail to {email} leads to setting a password; it is valid for 72 hours.")


def kept(tenant):
    db.session.commit()
    site.forget()
    told(tenant)
