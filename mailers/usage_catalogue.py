"""The kinds of mail about usage (P15)."""

from datetime import date

from flask_babel import lazy_gettext as _

from config import formats
from config.languages import N_
from mailers.placeholders import CUSTOMER, READER, action
from mailers.samples import Placeholder, said
from mailers.subject import Subject

SAMPLE = date(2024, 11, 1)


def number(value):
    return lambda language: formats.number(value, language)


REACHED = {
    "usage.name": Placeholder(_("The unit of measure or the type of events"), said(N_("Hours"))),
    "usage.used": Placeholder(_("How much has been used"), number(812)),
    "usage.allowed": Placeholder(_("The limit that the user set"), number(1000)),
    "usage.percent": Placeholder(
        _("How much of the limit was reached: 50, 80 or 100 percent"),
        lambda language: formats.percent(80, language),
    ),
    "usage.full": Placeholder(_("Not empty when all of the limit is used"), ""),
    "usage.period": Placeholder(
        _("The day, month or year of the limit"),
        lambda language: formats.period("month", SAMPLE, language),
    ),
}

USAGE = {
    "usage_alert": Subject(
        _("Usage Alert"),
        READER | CUSTOMER | REACHED
        | action(_("Where to see the usage"), "portal/usage-charts/usages"),
        about="usage limit",
    ),
}
