"""“Email Confirmation request”: the link that proves an address (R3)."""

from billing.people.portal_link import PortalLink
from mailers import company, credential
from mailers.mail import Mail
from mailers.reader import reader

TEMPLATE = "email_confirmation"


def write(link):
    """Queue the request to the link's portal user."""
    return Mail.write(TEMPLATE, link.portal_user.email, link_id=link.link_id)


def context(mail):
    link = credential.link(PortalLink, mail)
    return {
        "contact": reader(mail),
        "action_url": company.url(f"/portal/confirmation/{link.mint()}"),
        "valid_hours": credential.hours(link),
    }
