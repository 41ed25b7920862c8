"""“Change Request Received”: somebody of a customer waits for the company's word (D19, P21)."""

from flask import g

from mailers import company, requested
from mailers.mail import Mail

TEMPLATE = "request_received"


def write(request):
    """Queue the news to the company's support address; None where it has none."""
    if not g.tenant.support_email:
        return None
    return Mail.write(TEMPLATE, g.tenant.support_email, request_id=request.request_id)


def context(mail):
    request = requested.find(mail, "Pending")
    place = company.url(f"/setup/requests/{request.request_id}")
    return {**requested.facts(mail, request), "action_url": place}
