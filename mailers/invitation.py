"""“Portal Invitation”: the link to register with (R1)."""

from billing.people.customer import Customer  # noqa: F401 - a contact's customer is found by name
from billing.people.portal_link import PortalLink
from mailers import company, credential
from mailers.mail import Mail
from mailers.reader import person
from mailers.withdrawn import Withdrawn

TEMPLATE = "portal_invitation"


def write(link):
    """Queue the invitation to the link's contact."""
    return Mail.write(TEMPLATE, link.contact.email, link_id=link.link_id)


def context(mail):
    link = credential.link(PortalLink, mail)
    contact = link.contact
    if contact.access == "Disabled" or contact.email != mail.recipient:
        raise Withdrawn("The contact was disabled or has another address.")
    return {
        "contact": person(contact.display_name, contact.email),
        "customer": {"name": contact.customer.name},
        "action_url": company.url(f"/portal/registration/{link.mint()}"),
        "valid_hours": credential.hours(link),
    }
