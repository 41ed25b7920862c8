"""“Change Request Accepted”: what became of what a portal user asked for (D19, P21)."""

from mailers import company, requested
from mailers.mail import Mail

TEMPLATE = "request_accepted"


def write(request):
    """Queue the news to the portal user who asked."""
    address = request.portal_user.email
    return Mail.write(TEMPLATE, address, request_id=request.request_id)


def context(mail):
    request = requested.find(mail, "Accepted")
    return {
        **requested.facts(mail, request),
        "action_url": company.url(requested.place(request)),
    }
