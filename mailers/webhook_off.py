"""“Webhook Switched Off”: nothing has arrived at an endpoint for days (I6)."""

import uuid

from sqlalchemy import select

from config.database import db
from mailers import company
from mailers.mail import Mail
from mailers.reader import person
from mailers.withdrawn import Withdrawn
from tenants.staff import Staff
from tenants.webhook_endpoint import WebhookEndpoint

TEMPLATE = "webhook_off"


def write(endpoint):
    """Queue the news to each of the staff who may do something about it; the mails."""
    return [Mail.write(TEMPLATE, each.email, staff_id=each.staff_id,
                       webhook_endpoint_id=str(endpoint.webhook_endpoint_id))
            for each in Staff.who_may("Setup", "Edit")]


def context(mail):
    told = mail.subject_ids
    staff = db.session.scalar(select(Staff).where(Staff.staff_id == told["staff_id"]))
    endpoint = WebhookEndpoint.of(uuid.UUID(told["webhook_endpoint_id"]))
    if staff is None or endpoint is None or endpoint.state != "failed":
        raise Withdrawn("The endpoint was switched on again or removed.")
    return {
        "contact": person(staff.name, mail.recipient),
        "webhook": {"address": endpoint.address},
        "action_url": company.url(f"/setup/webhooks/{endpoint.webhook_endpoint_id}"),
    }
