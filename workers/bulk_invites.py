"""What is done with many customers, as jobs: in pieces, each with its letters (A6, A10)."""

from billing.people.bulk_invite import BulkInvite
from billing.people.portal_link import PortalLink
from config.database import db
from mailers import access_granted, invitation
from workers import taking_back
from workers.job import job
from workers.queue import wake

TRIES = 5


def give_up(bulk, reason):
    """What was invited stays so; the page tells who was not."""
    if bulk.tries < TRIES:
        bulk.lease_until = None
    else:
        bulk.fail()


@job(BulkInvite, instead=give_up, tries=TRIES)
def invite(bulk):
    while bulk.busy:
        piece(bulk)


def piece(bulk):
    """The next few customers, kept together with what is mailed to them."""
    mails, shut = [written(letter) for letter in bulk.next_piece()], bulk.shut
    db.session.commit()
    for mail in mails:
        wake("mail", mail.mail_id)
    taking_back.from_customers(shut)


def written(letter):
    invited = isinstance(letter, PortalLink)
    return (invitation if invited else access_granted).write(letter)
