"""“Export Failed”: where to start it anew (P12)."""

from mailers import company, exported
from mailers.mail import Mail
from mailers.reader import reader

TEMPLATE = "export_failed"


def write(export):
    """Queue the news to the portal user who asked for the export."""
    return Mail.write(TEMPLATE, export.portal_user.email, export_id=str(export.export_id))


def context(mail):
    export = exported.find(mail, "failed")
    return {
        "contact": reader(mail, export.customer_id),
        "export": {"name": exported.name(export)},
        "action_url": company.url(f"/portal/exports/{export.export_id}"),
    }
