"""Subscriptions whose users may ask for changes, and how pages lead there (P9, D19)."""

from functools import wraps
from types import SimpleNamespace

from flask import abort, flash, g, redirect
from flask_babel import gettext as _
from flask_login import current_user

from billing.ledger import cancellation, quantities
from billing.ledger.subscription import Subscription
from billing.people.request_words import place
from portal.door import current_customer, in_tab
from portal.paying import for_payers
from portal.requests import hidden


def asks(possible):
    """The view gets the subscription instead of its id, or leads back where that cannot be asked.

    404 where the tenant does not allow it, 403 for Viewers (D7).
    """

    def mark(view):
        @wraps(view)
        def checked(subscription_id):
            subscription = find(subscription_id)
            if possible(subscription):
                return view(subscription)
            flash(_("This cannot be asked of subscription %(id)s any more.", id=subscription_id),
                  "error")
            return redirect(place(subscription_id))

        return in_tab("subscriptions")(for_payers(checked))

    return mark


def find(subscription_id):
    """The customer's own; a draft is nobody's yet."""
    subscription = current_customer.find(Subscription, subscription_id)
    allowed = g.tenant.allow_subscription_requests and subscription.status != "Draft"
    return subscription if allowed else abort(404)


def can_change(subscription):
    return "quantity" not in hidden() and bool(quantities.adjustable(subscription))


def can_cancel(subscription):
    return "cancellation_date" not in hidden() and cancellation.possible(subscription)


def ways(subscription):
    """Where the visitor can ask for what, for the subscription's page; None each where not."""
    here = place(subscription.subscription_id)
    allowed = g.tenant.allow_subscription_requests and current_user.may_pay
    return SimpleNamespace(
        change_href=allowed and can_change(subscription) and f"{here}/change" or None,
        cancel_href=allowed and can_cancel(subscription) and f"{here}/cancellation" or None,
    )
