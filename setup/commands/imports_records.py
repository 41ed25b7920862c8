"""bin/portico import customers FILE, and so on for every record (I7); docs/import.md."""

import os

import click

from billing.imports.cells import Cells
from billing.imports.csv_file import CsvFile
from billing.imports.journal import identity
from billing.imports.json_lines import JsonLines
from billing.imports.kind import kind_of
from billing.imports.refused import Unreadable
from billing.imports.take import take
from billing.imports.tally import Tally
from setup.commands.finding import tenant_named
from setup.commands.journey import after, beside, figures, journey
from setup.commands.within import within

FORMATS = {"csv": CsvFile, "jsonl": JsonLines}
ENDINGS = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}

UNMAILED = click.option("--no-mail", "mailed", flag_value=False, default=True, type=bool,
                        help="Do not mail the invoices that are new these days.")


def command_for(name):
    """The command that takes records of that kind."""

    @click.command(name, help=f"Take {name.replace('-', ' ')} from FILE, CSV or JSON lines.")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False))
    @click.option("--tenant", metavar="SUBDOMAIN", required=True, help="Whose records they are.")
    @click.option("--format", "form", type=click.Choice(list(FORMATS)),
                  help="Where the name of the file does not tell.")
    @click.option("--errors", type=click.Path(dir_okay=False), metavar="PATH",
                  help="Where refused rows go. Default: FILE.errors.csv or FILE.errors.jsonl.")
    @within("DATABASE_OPS_URL")
    def command(file, tenant, form, errors, mailed=True):
        bring(name, kind_of(name, mailed), file, tenant_named(tenant).tenant_id, form, errors)

    return UNMAILED(command) if name == "invoices" else command


def bring(name, kind, file, tenant_id, form, errors):
    tally = Tally()
    try:
        source = opened(file, form)
        errors = errors or beside(file, source.suffix)
        of = {**identity(file), "tenant": tenant_id, "kind": name}
        with journey(errors, of, tally, os.path.getsize(file)) as way:
            take(kind, source, rows(source, kind, way.journal), way.journal, tenant_id, after(way))
    except Unreadable as error:
        raise click.ClickException(f"{file} cannot be taken: it {error}.") from error
    click.echo(figures(tally, errors))


def opened(file, form):
    form = form or ENDINGS.get(os.path.splitext(file)[1].lower())
    if form is None:
        raise click.UsageError("Say with --format what the file is: csv or jsonl.")
    return FORMATS[form](file)


def rows(source, kind, journal):
    """What is left to take; each a whole record."""
    place = (journal.place, journal.row) if journal.resumed else ()
    if isinstance(source, CsvFile):
        return Cells(source.header, kind.shape, kind.key).records(source.rows(*place))
    return source.rows(*place)
