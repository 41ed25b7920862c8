"""The Subscriptions tab and its records (P9)."""

from flask import abort, render_template

from billing.ledger.subscription import Subscription
from billing.tables.subscriptions import SUBSCRIPTIONS
from portal import listing
from portal.door import current_customer, in_tab, lists, portal
from portal.requests import standing
from portal.subscription_page import shown
from portal.subscription_requests import ways


@portal.get("/subscriptions")
@lists(SUBSCRIPTIONS)
def subscriptions():
    return listing.show("portal/subscriptions/index.html")


@portal.get("/subscriptions/<subscription_id>")
@in_tab("subscriptions")
def subscription(subscription_id):
    record = current_customer.find(Subscription, subscription_id)
    if record.status == "Draft":
        abort(404)
    return render_template(
        "portal/subscriptions/show.html",
        subscription=shown(record), ways=ways(record), requests=standing(subscription_id),
    )
