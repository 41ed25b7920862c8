"""Portal Status in words and colour (A8)."""

from flask import g
from flask_babel import gettext as translated
from flask_babel import lazy_gettext as _

from billing.people.contact import standing
from billing.tables import invoices
from config import clock

LOOKS = {
    "Not invited": (_("Not invited"), "neutral"),
    "Pending": (_("Pending"), "pending"),
    "Enabled": (_("Enabled"), "paid"),
    "Disabled": (_("Disabled"), "declined"),
}


def word(state):
    """A Portal Status, or “Expired”, as the list's filter offers it."""
    return _("Expired") if state == "Expired" else LOOKS[state][0]


def shown(state, expired=False):
    """What a row needs to show the state; Expired stands beside Pending (D3)."""
    word, css = LOOKS[state]
    note = _("expired") if expired and state == "Pending" else None
    return {"status_word": word, "status_css": css, "status_note": note}


def of_contact(contact, expired):
    """Of one person; why somebody is shut out whom no “Disable Portal Access” was said to."""
    look = shown(standing(contact), expired)
    if standing(contact) != contact.access:
        look["status_note"] = _("may not use the portal")
    return look


def of_invoice(invoice):
    """An invoice's state in words, and the class of its pill; drafts too, which only staff see."""
    if invoice.status == "Draft":
        return _("Draft"), "neutral"
    today = clock.today(g.tenant.time_zone)
    word, css = invoices.standing(invoice.status, invoice.due_date, today)
    return translated(word), css
