"""bin/portico import focus FILE: a FOCUS cost-and-usage file as usages (I7); docs/focus.md."""

import json
import os

import click

from billing.imports.journal import identity
from billing.imports.refused import Unreadable
from billing.usage.focus.file import FocusFile
from billing.usage.focus.intake import take
from billing.usage.focus.issuer import Issuers, tenant_named
from billing.usage.focus.summary import summary
from billing.usage.focus.tally import Tally
from setup.commands import focus_report
from setup.commands.issuer_map import read_map
from setup.commands.journey import beside, journey
from setup.commands.within import within
from tenants.subdomain import SubdomainRefused


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--tenant", metavar="SUBDOMAIN", help="Everything goes to this tenant.")
@click.option("--by-issuer", is_flag=True,
              help="Each issuer is a tenant, made where there is none.")
@click.option("--map", "mapping", type=click.Path(exists=True, dir_okay=False),
              help="With --by-issuer: subdomains by issuer, as JSON or CSV.")
@click.option("--admin-email", metavar="ADDRESS",
              help="With --by-issuer: first administrator of tenants that are made.")
@click.option("--bill", "month", metavar="YYYY-MM",
              help="Also bill this month: a line for each service and unit.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--errors", type=click.Path(dir_okay=False), metavar="PATH",
              help="Where refused rows go. Default: FILE.errors.csv.")
@within("DATABASE_OPS_URL")
def focus(file, tenant, by_issuer, mapping, admin_email, month, as_json, errors):
    """Take a FOCUS cost-and-usage file as usages; docs/focus.md explains it.

    FILE is CSV in FOCUS 1.0. It may be taken again: what is known stays as it is.
    """
    month, errors = checked_month(month), errors or beside(file, ".csv")
    tenant_of = destination(tenant, by_issuer, mapping, admin_email)
    of = {**identity(file), "tenant": tenant, "kind": "focus"}
    try:
        with journey(errors, of, Tally(), os.path.getsize(file)) as way:
            take(FocusFile(file), tenant_of, way.journal, month, say=way.tell)
    except Unreadable as error:
        raise click.ClickException(f"{file} cannot be taken: {error}") from error
    figures = summary(way.journal.tally, month)
    click.echo(json.dumps(figures, indent=2) if as_json
               else focus_report.written(figures, month, errors))


def destination(tenant, by_issuer, mapping, admin_email):
    """Which tenant a row goes to, by its issuer's name; exits on a choice that is none."""
    if bool(tenant) == by_issuer:
        raise click.UsageError("Choose one: --tenant SUBDOMAIN or --by-issuer.")
    if tenant and (mapping or admin_email):
        raise click.UsageError("--map and --admin-email go with --by-issuer.")
    if by_issuer:
        return issuers(mapping, admin_email)
    known = tenant_named(tenant)
    if known is None:
        raise click.ClickException(f"There is no tenant “{tenant}”.")
    return lambda issuer: known.tenant_id


def issuers(mapping, admin_email):
    try:
        return Issuers(read_map(mapping) if mapping else {}, admin_email).tenant_id
    except (SubdomainRefused, ValueError, OSError) as error:
        raise click.ClickException(f"{mapping}: {error}") from error


def checked_month(month):
    try:
        return month and click.DateTime(["%Y-%m"])(month).strftime("%Y-%m")
    except click.BadParameter as error:
        raise click.UsageError(f"--bill {month}: give a month such as 2024-09.") from error
