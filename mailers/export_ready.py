"""“Export Ready”: where to fetch the file, after signing in (P12)."""

from zoneinfo import ZoneInfo

from flask import g

from config import formats, languages
from mailers import company, exported
from mailers.mail import Mail
from mailers.reader import reader

TEMPLATE = "export_ready"


def write(export):
    """Queue the news to the portal user who asked for the export."""
    return Mail.write(TEMPLATE, export.portal_user.email, export_id=str(export.export_id))


def context(mail):
    export = exported.find(mail, "completed")
    last = export.expires_at.astimezone(ZoneInfo(g.tenant.time_zone)).date()
    return {
        "contact": reader(mail, export.customer_id),
        "export": {
            "name": exported.name(export),
            "count": formats.number(export.rows_done, languages.locale()),
            "expires_on": formats.day(last, languages.locale()),
        },
        "action_url": company.url(f"/portal/exports/{export.export_id}"),
    }
