"""Bulk invitations, as jobs: piece by piece, each with its letters in one transaction (A10)."""

from billing.people.bulk_invite import BulkInvite
from billing.people.portal_link import PortalLink
from config.database import db
from mailers import access_granted, invitation
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
    while bulk.state == "pending":
        piece(bulk)


def piece(bulk):
    """The next few customers, kept together with what is mailed to them."""
    mails = [written(letter) for letter in bulk.next_piece()]
    db.session.commit()
    for mail in mails:
        wake("mail", mail.mail_id)


def written(letter):
    invited = isinstance(letter, PortalLink)
    return (invitation if invited else access_granted).write(letter)
