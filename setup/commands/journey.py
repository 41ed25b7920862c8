"""An import as people see it: how far it is, and in the end what became of the rows."""

import os
import sys
from contextlib import contextmanager

import click

from billing.imports.journal import Journal, UnderWay
from workers import taking_back

STEP = 5  # percent between two lines, where nobody looks at a bar
MANY = 1000  # records between two, where nobody knows how many there are


class Journey:
    """A bar on a terminal, else a line now and then; `length` is that of the whole way, in bytes,
    or None where nobody knows it, and then the tally tells what `kind` of record it is at.
    """

    def __init__(self, journal, length):
        self.journal, self.length, self.said = journal, length, 0
        self.watched = sys.stderr.isatty()
        self.bar = click.progressbar(length=length or 1, file=sys.stderr,
                                     hidden=not (length and self.watched))

    def tell(self):
        """How far the journal has come."""
        if self.length is None:
            self.count()
        else:
            self.bar.update(self.journal.place - self.bar.pos)
            self.share()

    def share(self):
        percent = 100 * self.journal.place // self.length
        if not self.watched and percent >= self.said + STEP:
            self.said = percent
            click.echo(f"{percent} %, {self.journal.tally.read:,} rows read", err=True)

    def count(self):
        tally = self.journal.tally
        told = f"{tally.read:,} records read, {tally.kind} now"
        if self.watched:
            click.echo(f"\r{told:60}", err=True, nl=False)
        elif tally.read >= self.said + MANY:
            self.said = tally.read
            click.echo(told, err=True)

    def end(self):
        """What is written next begins a line of its own."""
        if self.watched and self.length is None:
            click.echo(err=True)


def beside(file, suffix):
    """Where what was refused of the file goes: beside it, or here where nothing may be written."""
    folder, name = os.path.split(file)
    folder = folder if os.access(folder or ".", os.W_OK) else ""
    return os.path.join(folder, f"{name}.errors{suffix}")


@contextmanager
def journey(path, of, tally, length=None):
    """The Journey of an import, with its Journal; ends the command where it cannot begin."""
    try:
        with Journal(path, of, tally) as journal:
            if journal.resumed:
                click.echo(f"Goes on after row {journal.row:,}.", err=True)
            way = Journey(journal, length)
            try:
                with way.bar:
                    yield way
            finally:
                way.end()
    except (UnderWay, OSError) as error:
        raise click.ClickException(str(error)) from error


def after(way):
    """What is done after each transaction, within the tenant; see billing.imports.take."""

    def done(shut):
        for customer_id, portal_user_id in shut:
            taking_back.from_customers([customer_id], portal_user_id)
        way.tell()

    return done


def figures(tally, path):
    """The sentence that ends an import; what was refused lies at the path."""
    lines = [f"{tally.read:,} rows read: {tally.stored:,} new, {tally.known:,} known already,"
             f" {tally.refused:,} refused."]
    if tally.refused:
        lines.append(f"The refused rows and why: {path}")
    return "\n".join(lines)
