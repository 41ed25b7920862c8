"""The keys that lock companies' secrets: bin/portico credentials --help (M7, I6)."""

import json
import sys

import click
from sqlalchemy import select

from billing.gateways.errors import NotConfigured
from billing.ledger.gateway_account import GatewayAccount
from billing.ledger.webhook_event import WebhookEvent
from config.database import db
from config.vault import CannotOpen
from setup.commands.finding import tenant_named
from setup.commands.within import within
from tenants.current import as_tenant
from tenants.tenant import Tenant
from tenants.webhook_endpoint import WebhookEndpoint


@click.group()
def credentials():
    """Change the keys that lock credentials of gateways and the secrets of webhooks."""


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
            for name, record in locked():
                try:
                    count += record.relock()
                except (NotConfigured, CannotOpen):
                    lost.append(f"{subdomain}: {name}")
            db.session.commit()
            count += WebhookEvent.relock()
    click.echo(f"Locked anew: {count}.")
    if lost:
        click.echo(f"No key opens these: {', '.join(lost)}.", err=True)
        sys.exit(1)


@credentials.command()
@click.argument("subdomain")
@click.argument("provider")
@click.argument("event_id")
@within("DATABASE_OPS_URL")
def letter(subdomain, provider, event_id):
    """Print what a gateway sent, as it came: its EVENT_ID, within a year (docs/review.md)."""
    with as_tenant(tenant_named(subdomain).tenant_id):
        found = db.session.scalar(select(WebhookEvent).where(
            WebhookEvent.provider == provider, WebhookEvent.event_id == event_id))
        try:
            kept = found and found.letter
        except CannotOpen as error:
            raise click.ClickException("No key of this installation opens it.") from error
    if not kept:
        raise click.ClickException("There is no letter of that event, or not any more.")
    click.echo(json.dumps(kept, indent=2, ensure_ascii=False))


def locked():
    """(name, record) of all that the tenant has locked, held for writing."""
    for account in db.session.scalars(select(GatewayAccount).with_for_update()).all():
        yield account.provider, account
    for endpoint in db.session.scalars(select(WebhookEndpoint).with_for_update()).all():
        yield f"webhook {endpoint.address}", endpoint
