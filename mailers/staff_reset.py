"""“Staff Password Reset”: the link with which staff who forgot their password set another (R5)."""

from mailers import company, credential
from mailers.mail import Mail
from mailers.reader import person
from mailers.withdrawn import Withdrawn
from tenants.staff_link import StaffLink

TEMPLATE = "staff_reset"


def write(link):
    """Queue the letter to the link's staff member."""
    return Mail.write(TEMPLATE, link.staff.email, link_id=link.link_id)


def context(mail):
    link = credential.link(StaffLink, mail)
    if not link.staff.active:
        raise Withdrawn("The staff member was disabled.")
    return {
        "contact": person(link.staff.name, mail.recipient),
        "action_url": company.url(f"/setup/password/{link.mint()}"),
        "valid_hours": credential.hours(link),
    }
