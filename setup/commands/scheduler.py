"""Recurring work (W4)."""

import signal
from threading import Event

import click

from setup.commands.within import within
from workers import schedule


@click.command()
@within("DATABASE_OPS_URL")
def scheduler():
    """Find lost work and clear away what has had its time, until told to end (SIGTERM).

    A second one does no harm, and takes over when the first is gone.
    """
    over = Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: over.set())
    schedule.keep(over)
