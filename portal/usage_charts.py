"""Usage over time (P15): usages by their unit, usage events by their type."""

from flask import abort, g, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from billing.tables.periods import PERIODS
from billing.usage import alerting, sums
from billing.usage.measure import MEASURES
from portal import usage_limits
from portal.door import in_tab, portal
from portal.usage_chart_page import drawn
from portal.usage_chart_wish import USUAL, ChartWish, offered


@portal.get("/usage-charts/usages")
@in_tab("usages")
def usage_chart():
    return page(MEASURES["usage"])


@portal.get("/usage-charts/usage-events")
@in_tab("usage_events")
def usage_event_chart():
    return page(MEASURES["event"])


def page(measure):
    if not measure.told:
        abort(404)
    wish = ChartWish.of(measure, request.args, usage_limits.today())
    rows, limits = usage_limits.read(
        sums.series_of(current_user.customer_id, measure.kind, wish.span, wish.name or None,
                       measure.apart),
        alerting.own(current_user, usage_limits.today()),
    )
    found = sums.gathered(rows)
    g.tab_address = measure.table.address
    return render_template(
        "portal/usage_charts/show.html",
        title=_(measure.table.title),
        measure=measure,
        wish=wish,
        usual=USUAL,
        name_label=measure.apart and label(measure),
        periods=[(word, _(text)) for word, text in PERIODS],
        steps=offered(wish.span, measure.kind),
        charts=drawn(measure, wish.span, found[:sums.MOST]),
        more=len(found) > sums.MOST,
        limits=usage_limits.shown(limits, measure.kind),
    ), 422 if wish.errors else 200


def label(measure):
    return _(next(each.label for each in measure.table.columns if each.key == measure.name))
