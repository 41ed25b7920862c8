"""What is mailed when somebody is let in, and what staff are told of it (A4, A5, D4)."""

from flask import flash
from flask_babel import gettext as _

from billing.people.portal_link import PortalLink
from config.database import db
from mailers import access_granted, invitation
from workers.queue import wake


def send(letter):
    """Keep what a verb of billing.people.access changed, and mail what is due for it."""
    invited = isinstance(letter, PortalLink)
    mail = (invitation if invited else access_granted).write(letter)
    name = (letter.contact if invited else letter).display_name
    db.session.commit()
    wake("mail", mail.mail_id)
    flash(told(invited) % {"name": name}, "success")


def told(invited):
    if invited:
        return _("A new Customer Portal invitation has been sent to '%(name)s'.")
    return _("Portal access has been granted to '%(name)s'.")
