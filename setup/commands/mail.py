"""What comes back from mail servers: bin/portico mail --help (S15)."""

import sys

import click
from sqlalchemy.exc import OperationalError

from mailers.bounce import Bounce
from setup.commands.within import within
from tenants.isolation import NoTenant

MOST = 1_000_000  # bytes; what a server says stands at the beginning
LATER = 75  # EX_TEMPFAIL of sysexits.h: the MTA keeps the message and comes again


@click.group()
def mail():
    """Take in what mail servers send back."""


@mail.command()
@click.argument("recipient", default="")
@within("DATABASE_URL")
def bounce(recipient):
    """Read a bounce from standard input and mark its mail in the mail log.

    For a pipe of the MTA that takes MAIL_BOUNCES and its extensions. RECIPIENT is whom the message
    is for; without it the message's own headers are believed, whose word is sealed anyway. A
    message that is no bounce of a mail of ours is dropped, as nobody wants an answer to it.
    """
    source = sys.stdin.buffer.read(MOST)
    try:
        told = Bounce.read(source, recipient).take()
    except OperationalError:
        sys.exit(LATER)
    except NoTenant:
        told = False
    click.echo("Marked as bounced." if told else "No bounce of a mail of ours.")
