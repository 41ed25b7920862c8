"""The keys that lock credentials of payment gateways: bin/portico credentials --help (M7)."""

import sys

import click
from sqlalchemy import select

from billing.gateways.errors import NotConfigured
from billing.ledger.gateway_account import GatewayAccount
from config.database import db
from setup.commands.within import within
from tenants.current import as_tenant
from tenants.tenant import Tenant


@click.group()
def credentials():
    """Change the keys that lock what companies entered for their payment gateways."""


@credentials.command()
@within("DATABASE_OPS_URL")
def relock():
    """Lock everything anew under the first of CREDENTIAL_KEYS.

    The others may then be taken out. What none of them opens is named, and ends this with 1: its
    company has to enter it again.
    """
    lost, count = [], 0
    for tenant_id, subdomain in db.session.execute(select(Tenant.tenant_id, Tenant.subdomain)):
        with as_tenant(tenant_id):
            for account in db.session.scalars(select(GatewayAccount).with_for_update()).all():
                try:
                    count += account.relock()
                except NotConfigured:
                    lost.append(f"{subdomain}: {account.provider}")
            db.session.commit()
    click.echo(f"Locked anew: {count}.")
    if lost:
        click.echo(f"No key opens these: {', '.join(lost)}.", err=True)
        sys.exit(1)
