"""“Request to Ops”: staff of a company wish for the portal or a sandbox (D10, T8)."""

from flask import current_app, g
from flask_babel import gettext as _
from sqlalchemy import select

from config.database import db
from mailers import company
from mailers.mail import Mail
from mailers.reader import person
from mailers.withdrawn import Withdrawn
from tenants.staff import Staff

TEMPLATE = "ops_request"
COMMANDS = {"portal": "portal enable", "sandbox": "sandbox enable"}


def write(wish, staff):
    """Queue the wish to the people who run this installation."""
    recipient = current_app.config["OPS_EMAIL"]
    return Mail.write(TEMPLATE, recipient, wish=wish, staff_id=staff.staff_id)


def context(mail):
    asked = mail.subject_ids
    staff = db.session.scalar(select(Staff).where(Staff.staff_id == asked["staff_id"]))
    if staff is None:
        raise Withdrawn("Who asked for it is gone.")
    return {
        "contact": person(mail.recipient, mail.recipient),
        "wish": {"portal": _("Customer Portal"), "sandbox": _("Sandbox")}[asked["wish"]],
        "command": f"bin/portico {COMMANDS[asked['wish']]} {g.tenant.subdomain}",
        "asked_by": f"{staff.name} <{staff.email}>",
        "action_url": company.url("/portal"),
    }
