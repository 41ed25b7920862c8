"""bin/portico import stripe: what a Stripe account holds (I7); docs/import.md."""

import os
from hashlib import sha256

import click
from flask import current_app

from billing.gateways.stripe.account import URL
from billing.imports.refused import Unreadable
from billing.imports.stripe.account import Account
from billing.imports.stripe.stages import Stages
from billing.imports.stripe.take import bring
from billing.imports.stripe.tally import Tally
from billing.ledger.gateway_account import GatewayAccount
from setup.commands import stripe_report
from setup.commands.finding import tenant_named
from setup.commands.journey import after, journey
from setup.commands.within import within
from tenants.current import as_tenant

KEY = "STRIPE_API_KEY"


@click.command()
@click.option("--tenant", metavar="SUBDOMAIN", required=True, help="Whose records they become.")
@click.option("--currency", default="USD", metavar="CODE", show_default=True,
              help="Of customers of whom Stripe knows none.")
@click.option("--errors", type=click.Path(dir_okay=False), metavar="PATH",
              help="Where refused records go. Default: stripe-SUBDOMAIN.errors.jsonl.")
@within("DATABASE_OPS_URL")
def stripe(tenant, currency, errors):
    """Take what a Stripe account holds; taken again, follow what has moved on there.

    Customers, invoices, payments, refunds, credit notes and balances come over; so do saved cards
    and bank accounts, once the company has entered the same account under Gateways.

    Its secret key is asked for, unless STRIPE_API_KEY holds it or the company has entered it under
    Gateways. A restricted key that may read is enough.
    """
    company = tenant_named(tenant)
    tenant_id, errors = company.tenant_id, errors or f"stripe-{company.subdomain}.errors.jsonl"
    own = saved(tenant_id)
    key = os.environ.get(KEY) or own or click.prompt("Secret key", hide_input=True)
    of = {"tenant": tenant_id, "account": sha256(key.encode()).hexdigest(), "kind": "stripe"}
    stages = Stages(opened(key), currency.upper(), own and opened(own))
    try:
        with journey(errors, of, Tally()) as way:
            bring(stages, way.journal, tenant_id, after(way))
    except Unreadable as error:
        raise click.ClickException(f"{error}. Begun again, this goes on where it is.") from error
    click.echo(stripe_report.written(way.journal.tally, errors, methods=own is not None))


def opened(key):
    return Account(key, current_app.config.get("STRIPE_ADDRESS") or URL)


def saved(tenant_id):
    """The key that the company has entered for its gateway, or None."""
    with as_tenant(tenant_id):
        account = GatewayAccount.of("stripe")
        return account and account.credentials.get("secret_key")
