"""How the entries of a statement are called, on the page and on paper alike."""

from flask_babel import gettext as _
from flask_babel import ngettext

from billing.tables.credits import WORDS
from config.languages import day

UNCOUNTED = ("Reversed", "Voided", "Charged Back")


def sums_of(activity):
    """(label, amount) of what there was in the period, in the order of an account."""
    labels = {
        "invoice": _("Invoices"),
        "given": _("Paid for other accounts"),
        "credit": _("Credits"),
        "payment": _("Payments"),
        "received": _("Paid by another account"),
        "refund": _("Refunds"),
    }
    return [(labels[kind], amount) for kind, amount in activity.sums.items()]


def name_of(line):
    """What an entry or an open item is."""
    told = {
        "invoice": _("Invoice %(id)s", id=line.id),
        "given": _("Paid for another account, invoice %(id)s", id=line.id),
        "credit": _("Credit %(id)s", id=line.id),
        "payment": _("Payment %(id)s", id=line.id),
        "received": _("Invoice %(id)s, paid by another account", id=line.id),
        "refund": _("Refund of payment %(id)s", id=line.id),
    }
    return told[line.kind]


def more_of(line):
    """Why an entry counts for nothing, or that it bears a later date; mostly empty."""
    if line.status in UNCOUNTED and line.amount == 0:
        words = WORDS if line.kind == "credit" else {}
        return _(words.get(line.status, line.status))
    return _("Dated %(date)s", date=day(line.date)) if line.date > line.day else ""


def earlier_of(activity):
    count = activity.earlier_count
    return ngettext("%(num)s earlier entry", "%(num)s earlier entries", count)


def rest_of(items):
    return ngettext("%(num)s more item", "%(num)s more items", items.rest_count)
