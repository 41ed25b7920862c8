"""How ops are told of a tenant."""

import click
from sqlalchemy import func, select

from billing.people.customer import Customer
from config.database import db
from config.formats import moment
from tenants.current import as_tenant
from tenants.staff import Staff
from tenants.tenant import Host


def told(tenant):
    """One line after a change: who, in which state, where."""
    click.echo(line(tenant))


def line(tenant):
    return f"{tenant.subdomain:<28} {tenant.status:<10} {tenant.name:<32} {tenant.base_url}"


def lines(tenant):
    """Everything of one tenant, as (label, value)."""
    return [
        ("Subdomain", tenant.subdomain),
        ("Name", tenant.name),
        ("State", tenant.status),
        ("Portal", f"{tenant.base_url}/portal"),
        ("Setup", f"{tenant.base_url}/setup"),
        ("Sandbox of", tenant.production.subdomain if tenant.sandbox else "-"),
        ("Portal available", "yes" if tenant.portal_available else "no"),
        *own(tenant),
        *(("Leads on", f"{host.label} until {host.until:%Y-%m-%d}") for host in former(tenant)),
    ]


def own(tenant):
    """What lies in the tenant's own tables."""
    with as_tenant(tenant.tenant_id) as site:
        people = db.session.scalars(select(Staff).order_by(Staff.staff_id)).all()
        customers = db.session.scalar(select(func.count(Customer.customer_id)))
        return [
            ("Time zone", site.time_zone),
            ("Created", moment(tenant.created_date, site.time_zone)),
            *(("Staff", f"{one.name} <{one.email}>, {one.role.name}") for one in people),
            ("Customers", customers),
        ]


def former(tenant):
    return db.session.scalars(
        select(Host).where(Host.tenant_id == tenant.tenant_id).order_by(Host.until)
    )
