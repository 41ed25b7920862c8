"""The demo, for trying Portico; production has none (D37)."""

import functools
import json
import time

import click
from flask import current_app
from sqlalchemy import select

from config.database import db
from setup.commands.sample import show as shown
from setup.commands.sample.cast import COMPANIES
from setup.commands.within import within
from tenants.tenant import Tenant


def embedded_only(command):
    """Ends in production, where mails would reach people and invented books would stay."""

    @functools.wraps(command)
    def run(*args, **kwargs):
        if not current_app.config["EMBEDDED"]:
            raise click.ClickException(
                "The demo is only for the services that bin/run starts (MAIL_STORE is not set)."
            )
        return command(*args, **kwargs)

    return run


@click.group()
def demo():
    """Three companies to try Portico with."""


@demo.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when there are tenants already.")
@within("DATABASE_OPS_URL")
@embedded_only
def load(if_empty):
    """Load the demo, unless it is there; what was cut short is finished."""
    here = tenants()
    missing = [company for company in COMPANIES if company.subdomain not in here]
    strangers = set(here) - {company.subdomain for company in COMPANIES}
    if if_empty and (strangers or not missing):
        return
    if not missing:
        click.echo("The demo is loaded already; nothing was changed.")
    for company in missing:
        add(company)


def add(company):
    from setup.commands.sample.load import load as fill  # drawing and figures take a while to load

    since = time.monotonic()
    click.echo(f"Loading {company.name} at {company.subdomain} ...", nl=False)
    fill(company, company.sandbox_of and tenants()[company.sandbox_of])
    click.echo(f" {time.monotonic() - since:.1f} s")


@demo.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@within("DATABASE_OPS_URL")
@embedded_only
def show(as_json):
    """Show the demo's addresses, sign-ins and API keys."""
    here = tenants()
    companies = [company for company in COMPANIES if company.subdomain in here]
    if not companies:
        raise click.ClickException("The demo is not loaded. Load it with: bin/portico demo load")
    facts = shown.facts(companies)
    click.echo(json.dumps(facts, indent=2, ensure_ascii=False) if as_json else shown.page(facts))


def tenants():
    return {tenant.subdomain: tenant for tenant in db.session.scalars(select(Tenant))}
