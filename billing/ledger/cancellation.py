"""The end of a subscription, as asked for (P9, D19)."""

from billing.ledger.quantities import apply, find, hold

__all__ = ["apply", "find", "hold"]
STATES = ("Active", "Paused")


def possible(subscription):
    """Whether it runs, and its end is not settled yet."""
    return subscription.status in STATES and subscription.cancellation_date is None


def usual_day(subscription, today):
    """The last day that is paid for; today where that has passed."""
    last = subscription.current_period_end_date
    return last if last and last >= today else today


def now(subscription, asked):
    """When it ends by now, in ISO 8601; empty while that is open."""
    day = subscription.cancellation_date
    return {"cancellation_date": day.isoformat() if day else ""}
