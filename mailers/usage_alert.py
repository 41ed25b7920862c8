"""“Usage Alert”: 50, 80 or 100 percent of a limit are used, to who set it (P15)."""

from datetime import date

from sqlalchemy import select

from billing.people.reach import reaches
from billing.usage import sums
from billing.usage.measure import MEASURES
from billing.usage.usage_limit import UsageLimit
from config import formats, languages
from config.database import db
from mailers import company
from mailers.mail import Mail
from mailers.reader import reader
from mailers.withdrawn import Withdrawn

TEMPLATE = "usage_alert"


def write(limit, starts_on, percent):
    """Queue the news that so much of the limit of the period that begins so is used."""
    return Mail.write(TEMPLATE, limit.portal_user.email, usage_limit_id=limit.usage_limit_id,
                      starts_on=starts_on.isoformat(), percent=percent)


def context(mail):
    limit = find(mail)
    span = limit.span(date.fromisoformat(mail.subject_ids["starts_on"]))
    return {
        "contact": reader(mail, limit.customer_id),
        "customer": {"name": limit.customer.name},
        "usage": told(limit, span, mail.subject_ids["percent"]),
        "action_url": company.url(address(limit, span)),
    }


def find(mail):
    """The limit; raises Withdrawn where it is gone or may not be told any more."""
    key = int(mail.subject_ids["usage_limit_id"])
    limit = db.session.scalar(select(UsageLimit).where(UsageLimit.usage_limit_id == key))
    if limit is None or not MEASURES[limit.kind].tells(limit.name):
        raise Withdrawn("The limit was deleted, or this usage is not shown any more.")
    if not reaches(limit.portal_user, limit.customer_id):
        raise Withdrawn("Its reader has no access to the customer any more.")
    return limit


def told(limit, span, percent):
    used = sums.total(limit.customer_id, limit.kind, span, limit.name_asked)
    language = languages.locale()
    return {
        "name": MEASURES[limit.kind].title(limit.name),
        "used": formats.number(used, language),
        "allowed": formats.number(limit.quantity, language),
        "percent": formats.percent(percent, language),
        "full": "yes" if percent >= 100 else "",
        "period": formats.period(limit.period, span.first, language),
    }


def address(limit, span):
    """Where the usage of the period is charted."""
    measure = MEASURES[limit.kind]
    moment = measure.moment
    return f"{measure.address}?{moment}.from={span.first}&{moment}.to={span.last}"
