"""“Reset Password”: the link to set a new one with (R5)."""

from billing.people.portal_link import PortalLink
from mailers import company, credential
from mailers.mail import Mail
from mailers.reader import reader

TEMPLATE = "reset_password"


def write(link):
    """Queue the letter to the link's portal user."""
    return Mail.write(TEMPLATE, link.portal_user.email, link_id=link.link_id)


def context(mail):
    link = credential.link(PortalLink, mail)
    return {
        "contact": reader(mail),
        "action_url": company.url(f"/portal/password/{link.mint()}"),
        "valid_hours": credential.hours(link),
    }
