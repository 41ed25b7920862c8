"""A new link for one that ran out, sent to the same address (R2)."""

from flask import abort

from billing.people import registration
from billing.people.portal_link import PortalLink
from config.database import db
from config.limits import guesses
from mailers import confirmation, invitation
from portal import links
from portal.door import for_anyone, portal
from workers import queue

MAILERS = {"invitation": invitation, "confirmation": confirmation}


@portal.post("/links/<purpose>/<token>")
@for_anyone
@guesses
def new_link(purpose, token):
    link = PortalLink.find(token, purpose)
    if purpose not in MAILERS or link is None or not asked_in_time(link):
        abort(410)
    fresh = PortalLink.issue(purpose, contact=link.contact, portal_user=link.portal_user)
    mail = MAILERS[purpose].write(fresh)
    db.session.commit()
    queue.wake("mail", mail.mail_id)
    return links.expired(link, token, sent=True)


def asked_in_time(link):
    """Only a link that ran out, and whose contact still waits, brings another."""
    waiting = link.contact is None or registration.awaited(link.contact)
    return link.expired and not link.used_at and not link.revoked_at and waiting
