"""A new link for one that ran out, sent to the same address (R2)."""

from flask import abort

from billing.people import registration
from billing.people.portal_link import PortalLink
from billing.people.refusal import Refused
from config.database import db
from config.limits import guesses
from mailers import access_granted, confirmation, invitation
from portal import links
from portal.door import for_anyone, portal
from workers import queue


@portal.post("/links/<purpose>/<token>")
@for_anyone
@guesses
def new_link(purpose, token):
    link = PortalLink.find(token, purpose)
    if purpose not in WRITERS or link is None or not registration.stale(link):
        abort(410)
    try:
        mail = WRITERS[purpose](link)
    except (Refused, registration.LinkSpent):
        abort(410)
    db.session.commit()
    queue.wake("mail", mail.mail_id)
    return links.expired(link, token, sent=True)


def invite(link):
    """The letter of another invitation, or of access where the address has a login by now (A5)."""
    letter = registration.again(link)
    invited = isinstance(letter, PortalLink)
    return (invitation if invited else access_granted).write(letter)


def confirm(link):
    return confirmation.write(PortalLink.issue("confirmation", portal_user=link.portal_user))


WRITERS = {"invitation": invite, "confirmation": confirm}
