"""Does what happens later: mails and exports (W1)."""

import click

from setup.commands.within import within
from workers import queue
from workers import worker as workers


@click.command()
@click.argument("kinds", nargs=-1, type=click.Choice(tuple(queue.JOBS)))
@within("DATABASE_URL", doors=())
def worker(kinds):
    """Do jobs until told to end (SIGTERM); of the KINDS named, else of all.

    Start as many as the machine bears. One that does mails only keeps them from waiting behind
    large exports.
    """
    workers.work(kinds or tuple(queue.JOBS))
