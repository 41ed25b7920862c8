"""A company's sandbox: off until ops switch it on (T3)."""

import click
from sqlalchemy import select

from config.database import db
from mailers.copied import copy_templates
from setup.commands.finding import company_named, refusals_told
from setup.commands.founding import found
from setup.commands.telling import told
from setup.commands.within import within
from tenants import site
from tenants.copying import copy_pictures, copy_settings
from tenants.current import as_tenant
from tenants.portal_setup import PortalSetup
from tenants.profile import CompanyProfile
from tenants.renaming import sandboxes
from tenants.staff import Staff
from tenants.tenant import SANDBOX, Tenant


@click.group()
def sandbox():
    """Switch a company's sandbox on and off, and make it like production."""


@sandbox.command()
@click.argument("subdomain")
@click.option("--admin", "admin_email", metavar="EMAIL",
              help="Its first administrator.  [default: the company's first]")
@within("DATABASE_OPS_URL")
def enable(subdomain, admin_email):
    """Switch on the sandbox of the company at SUBDOMAIN; the first time, it is made.

    It has data, staff, users and keys of its own, and its administrator gets a mail.
    """
    company = company_named(subdomain)
    existing = sandboxes(company)
    if existing:
        existing[0].resume()
        db.session.commit()
    else:
        make(company, admin_email)
    site.forget()
    told(sandboxes(company)[0])


@sandbox.command()
@click.argument("subdomain")
@within("DATABASE_OPS_URL")
def disable(subdomain):
    """Switch off the sandbox of the company at SUBDOMAIN; its records stay."""
    existing = sandboxes(company_named(subdomain))
    if not existing:
        raise click.ClickException(f"“{subdomain}” has no sandbox.")
    existing[0].disable()
    db.session.commit()
    site.forget()
    told(existing[0])


@sandbox.command()
@click.argument("subdomain")
@within("DATABASE_OPS_URL")
def copy(subdomain):
    """Copy branding, tabs, fields, profile and mail templates of the company at SUBDOMAIN to its
    sandbox.
    """
    existing = sandboxes(company_named(subdomain))
    if not existing:
        raise click.ClickException(f"“{subdomain}” has no sandbox.")
    with as_tenant(existing[0].tenant_id):
        source = site.of(db.session.get(Tenant, existing[0].tenant_id).production_id)
        copy_pictures(source)
        settings = [db.session.scalar(select(record)) for record in (PortalSetup, CompanyProfile)]
        copy_settings(source, *settings, "ops")
        copy_templates(source.tenant_id, "ops")
        db.session.commit()
    site.forget()
    click.echo(f"The settings of {subdomain} are copied to its sandbox.")


def make(company, admin_email):
    """In the company's name and zone, with its first administrator unless another is named."""
    with as_tenant(company.tenant_id) as settings:
        first = db.session.scalar(select(Staff).order_by(Staff.staff_id).limit(1))
        email, zone = admin_email or first.email, settings.time_zone
        name = first.name if email == first.email else None
    production = db.session.get(Tenant, company.tenant_id)
    with refusals_told():
        found(production.subdomain + SANDBOX, production.name, production=production,
              admin_email=email, admin_name=name, time_zone=zone)
