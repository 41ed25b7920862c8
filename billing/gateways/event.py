"""What a gateway tells unasked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """A notice that something changed, proven to come from the gateway (M8).

    It says what to look at, not how it stands: events are duplicated, late and out of order, so
    store `event_id` once and then ask `Gateway.find` (security C10). `kind` is "attempt" (charge,
    refund or void), "charge_back", "method" (one that is being entered), "saved_method" or
    "other"; `attempt_id` is None where none is named.
    `reason`, one of `billing.gateways.reasons`, is set where only the notice tells it; WON says
    that a charge-back was decided for the merchant.
    """

    event_id: str
    kind: str
    attempt_id: str | None = None
    reference: str | None = None
    reason: str | None = None
