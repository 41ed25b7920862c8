"""The Usage Events tab and its records (P8)."""

from types import SimpleNamespace

from flask import render_template, request

from billing.tables.usage_events import LOOKS, USAGE_EVENTS
from billing.usage.measure import MEASURES
from billing.usage.usage_event import UsageEvent
from config.languages import words as _
from portal import listing
from portal.door import current_customer, in_tab, lists, portal
from portal.fields import Fields
from portal.properties import told

FACTS = ("event_id", "occurred_at", "event_type", "source", "ingested_on")


@portal.get("/usage-events")
@lists(USAGE_EVENTS)
def usage_events():
    return listing.show("portal/usage_events/index.html", chart_href=MEASURES["event"].href)


@portal.get("/usage-events/<event_id>")
@in_tab("usage_events")
def usage_event(event_id):
    record = UsageEvent.of(current_customer, event_id, request.args.get("at", ""))
    return render_template("portal/usage_events/show.html", event=shown(record))


def shown(record):
    """What the tenant hides is not handed over (D29)."""
    fields = Fields.of("usage_events")
    return SimpleNamespace(
        **fields.of_record(record, FACTS),
        customer_name="customer_name" in fields and record.customer.name,
        status_word="status" in fields and _(record.status),
        status_css=LOOKS[record.status],
        properties="properties" in fields and told(record.exact_properties()),
    )
