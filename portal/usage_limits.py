"""“Usage limits” (P15): what the user wants to be told of before it is used up; their own only."""

from types import SimpleNamespace

from flask import abort, flash, g, redirect, render_template
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from billing.usage import sums
from billing.usage.alerting import own
from billing.usage.measure import MEASURES
from billing.usage.usage_limit import MOST, UsageLimit
from config import clock, formats, languages, pipeline
from config.database import db
from portal.door import portal
from portal.usage_limit_form import UsageLimitForm

HERE = "/portal/usage-limits"


@portal.get("/usage-limits")
def show_usage_limits():
    return page(asking())


@portal.post("/usage-limits")
def set_usage_limit():
    """One of the same unit or type and period takes the place of the older."""
    form = asking()
    if not form.validate():
        return page(form), 422
    if len(UsageLimit.of(current_user)) >= MOST:
        form.what.errors = [_("You have many limits. Delete one first.")]
        return page(form), 422
    kind, _colon, name = form.what.data.partition(":")
    UsageLimit.put(current_user, kind, name, form.period.data, form.exact)
    db.session.commit()
    flash(_("The limit is set. You get a mail at 50, 80 and 100 percent of it."), "success")
    return redirect(HERE)


@portal.post("/usage-limits/<int(max=9223372036854775807):usage_limit_id>/delete")
def delete_usage_limit(usage_limit_id):
    limit = db.first_or_404(select(UsageLimit).where(
        UsageLimit.usage_limit_id == usage_limit_id,
        UsageLimit.portal_user_id == current_user.portal_user_id,
        UsageLimit.customer_id == current_user.customer_id,
    ))
    db.session.delete(limit)
    db.session.commit()
    flash(_("The limit was deleted."), "success")
    return redirect(HERE)


def asking():
    measures = [each for each in MEASURES.values() if each.told]
    return UsageLimitForm(choices(measures)) if measures else abort(404)


def choices(measures):
    """What there was in the last year; of events all together too."""
    found = []
    for measure in measures:
        names = sums.names(current_user.customer_id, measure.kind) if measure.apart else []
        every = ["", *filter(None, names)] if measure.whole else names
        found += [(f"{measure.kind}:{name}", measure.title(name)) for name in every]
    return found


def page(form):
    found, = read(own(current_user, today()))
    return render_template("portal/usage_charts/limits.html", form=form, limits=shown(found),
                           charts=[each for each in MEASURES.values() if each.told])


def today():
    return clock.today(g.tenant.time_zone)


def read(*statements):
    """The rows of each, with one wait."""
    whose = ("select set_config('app.tenant_id', %s, true)", (str(g.tenant.tenant_id),))
    return pipeline.read(whose, *(pipeline.positional(*each) for each in statements))[1:]


def shown(found, kind=None):
    """Rows of the user's own limits; staff who look on see none."""
    if current_user.looks_on:
        return []
    return [told(SimpleNamespace(**each)) for each in found
            if kind in (None, each["kind"]) and MEASURES[each["kind"]].tells(each["name"])]


def told(limit):
    percent = int(limit.used * 100 / limit.quantity)
    return SimpleNamespace(
        href=f"{HERE}/{limit.usage_limit_id}/delete",
        title=MEASURES[limit.kind].title(limit.name),
        when=formats.period(limit.period, limit.starts_on, languages.locale()),
        used=limit.used,
        quantity=limit.quantity,
        percent=percent,
        percent_text=formats.percent(percent, languages.locale()),
    )
