"""What became of an order, as far as can be told."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Security C8's four outcomes, and the two that wait for somebody; named as in D26."""

    APPROVED = "approved"
    DECLINED = "declined"
    NOT_SENT = "not sent"
    ACTION_REQUIRED = "action required"
    PROCESSING = "processing"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """How an order stands.

    approved: the money is promised. declined: no money moves; `reason` is one of
    `billing.gateways.reasons`. not sent: the gateway has certainly not acted on it (never
    connected, or turned away at the door), so a new attempt is safe. action required: the payer
    must visit `action_url` (3-D Secure). processing: settles later (bank debit). unknown: sent,
    but no answer that can be trusted (time-out, 5xx, cut, unparsable); ask `find`, never charge
    again (M6). `reference` is the gateway's own id. `amount`, in minor units, is what the gateway
    took: compare it, for some gateways approve in part.
    """

    state: State
    reason: str | None = None
    reference: str | None = None
    action_url: str | None = None
    amount: int | None = None


class Found(StrEnum):
    FOUND = "found"
    NOT_FOUND = "not found"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """What the gateway knows of an attempt id; `outcome` is set when found.

    not found can still turn into found while an order is on its way: it is final only after the
    gateway's time-out window (security C9), see `Gateway.never_arrived`.
    """

    state: Found
    outcome: Outcome | None = None
