"""“Password Changed”: so that nobody changes it unnoticed (P20)."""

from config import languages
from mailers import company
from mailers.mail import Mail
from mailers.reader import reader

TEMPLATE = "password_changed"


def write(portal_user):
    """Queue the notice to the portal user whose password was just changed."""
    return Mail.write(TEMPLATE, portal_user.email)


def context(mail):
    return {
        "contact": reader(mail),
        "changed_at": languages.moment(mail.created_date),
        "action_url": company.url("/portal/forgot"),
    }
