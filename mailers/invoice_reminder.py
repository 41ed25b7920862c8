"""“Invoice Reminder”: what is due soon or past due, and where to pay it (M12, D27)."""

from flask import g

from config import clock, formats, languages
from mailers import company, invoice, invoiced
from mailers.mail import Mail
from mailers.withdrawn import Withdrawn

TEMPLATE = "invoice_reminder"


def write(invoice, recipient):
    """Queue the reminder of an open invoice to one of its customer's contacts."""
    return Mail.write(TEMPLATE, recipient, invoice_id=invoice.invoice_id)


def context(mail):
    found = invoiced.find(mail)
    if not found.payable:
        raise Withdrawn("The invoice has been paid meanwhile.")
    late = (clock.today(g.tenant.time_zone) - found.due_date).days
    return invoiced.facts(mail, found) | invoice.links(found) | {
        "reminder": {"days_late": formats.number(late, languages.locale()) if late > 0 else ""},
        "action_url": company.url(f"/portal/invoices/{found.invoice_id}"),
    }
