"""“Change Request Accepted”: what became of what a portal user asked for (D19, P21)."""

from mailers import requested
from mailers.mail import Mail

TEMPLATE = "request_accepted"


def write(request):
    """Queue the news to the portal user who asked."""
    return Mail.write(TEMPLATE, request.portal_user.email, request_id=request.request_id)


def context(mail):
    return requested.answer(mail, "Accepted")
