"""How a refund or void stands, in words for staff (M9)."""

from flask_babel import gettext as _

from billing.gateways import reasons
from config.languages import N_, money

LOOKS = {
    "pending": (N_("Processing"), "processing"),
    "unknown": (N_("Being found out"), "pending"),
    "processing": (N_("Processing"), "processing"),
    "approved": (N_("Done"), "paid"),
    "declined": (N_("Declined"), "declined"),
    "cancelled": (N_("Cancelled"), "declined"),
    "not sent": (N_("Not made"), "declined"),
}
NOT_SENT = {
    "unreachable": N_("The payment service cannot be reached. Nothing was given back."),
    "refused": N_("The payment service is not set up correctly. Nothing was given back."),
}
KINDS = {"refund": N_("Refund"), "void": N_("Void")}


def shown(refund):
    """For the payment's page."""
    word, css = LOOKS[refund.state]
    return {
        "word": _(KINDS[refund.kind]), "amount": refund.amount, "currency": refund.currency,
        "note": refund.note, "by": refund.asked_by, "at": refund.created_date,
        "status_word": _(word), "status_css": css, "why": why(refund),
        "reference": refund.gateway_reference,
    }


def why(refund):
    """Why it did not come about; None where it did, or still may."""
    if refund.open or refund.state == "approved" or not refund.reason:
        return None
    return _(NOT_SENT.get(refund.reason, reasons.text(refund.reason)))


def tone(refund):
    if refund.open:
        return "info"
    return "success" if refund.state == "approved" else "error"


def told(refund):
    """What became of it, right after."""
    amount = money(refund.amount, refund.currency)
    if refund.state == "approved" and refund.kind == "void":
        return _("Payment %(id)s has been voided.", id=refund.payment_id)
    if refund.state == "approved":
        return _("%(amount)s has been given back.", amount=amount)
    if refund.state == "processing":
        return _("%(amount)s is on its way back. That can take some days.", amount=amount)
    if refund.open:
        return _("The payment service has not answered yet. Portico asks it until the outcome is"
                 " known; do not give the money back another way meanwhile.")
    return why(refund) or _("Nothing was given back.")
