"""The interface of every payment gateway (M7).

No call may be made inside a database transaction, and none is repeated inside a client: what to
do after an outcome is the caller's decision (architecture, "How a payment flows"). Instances keep
no state between calls, so that threads may share one and workers may fork.
"""

from abc import ABC, abstractmethod

from billing.gateways.charge import Charge, Refund, Void
from billing.gateways.errors import (
    AttemptReused,
    GatewayError,
    MethodRefused,
    NotConfigured,
    NotGenuine,
    Unreachable,
    WrongSignature,
)
from billing.gateways.event import Event
from billing.gateways.method import BANK_ACCOUNT, CARD, KINDS, Field, Method
from billing.gateways.outcome import Finding, Found, Outcome, State

__all__ = [
    "BANK_ACCOUNT",
    "CARD",
    "KINDS",
    "AttemptReused",
    "Charge",
    "Event",
    "Field",
    "Finding",
    "Found",
    "Gateway",
    "GatewayError",
    "Method",
    "MethodRefused",
    "NotConfigured",
    "NotGenuine",
    "Outcome",
    "Refund",
    "State",
    "Unreachable",
    "Void",
    "WrongSignature",
]


class Gateway(ABC):
    """One merchant account at one gateway.

    `provider` is its name in a tenant's record; `live` whether it moves real money, which a
    sandbox refuses; `time_out_window` (timedelta) the longest that the gateway itself works on
    an order after taking it in.
    """

    provider: str
    live: bool
    time_out_window = None

    @abstractmethod
    def open_field(self, customer_id, return_url, kinds=KINDS) -> Field:
        """Begin adding a method for a customer, of the kinds that the tenant allows (M3).

        Raises Unreachable.
        """

    @abstractmethod
    def add_method(self, customer_id, answer) -> Method:
        """Save what the field handed back; `answer` maps the names of its form or query to texts.

        The gateway is asked, the answer is not believed: it passed through the browser. Raises
        MethodRefused, also when the method was entered for somebody else, and Unreachable.
        """

    @abstractmethod
    def remove_method(self, token):
        """Have a saved method forgotten; what is gone already is no trouble. Raises Unreachable."""

    def saved_method(self, token):
        """The Method as it stands now, None where it can be charged no more; of a gateway whose
        events tell that one has changed (“saved_method”). Raises Unreachable.
        """
        raise NotImplementedError

    @abstractmethod
    def charge(self, charge: Charge) -> Outcome:
        """Take the money. The same charge again answers the same and takes nothing more.

        Raises AttemptReused; network trouble is an outcome, not an exception.
        """

    @abstractmethod
    def refund(self, refund: Refund) -> Outcome:
        """Give back all or part; as `charge` otherwise."""

    @abstractmethod
    def void(self, void: Void) -> Outcome:
        """Undo or cancel; afterwards `find` of the payment answers declined, voided or cancelled.

        As `charge` otherwise.
        """

    @abstractmethod
    def find(self, attempt_id, reference=None) -> Finding:
        """What became of the order with that attempt id, be it charge, refund or void.

        `reference` is the payment's, which some gateways need to find its refunds. Never raises
        for network trouble: that is Found.UNKNOWN.
        """

    def taken_back(self, attempt_id, reference=None):
        """Whether the payer's bank has the money of an approved charge: False where it gave it back
        in the end, None where the gateway tells nothing of it, and only its events do.

        Raises Unreachable.
        """
        return None

    @abstractmethod
    def read_event(self, body: bytes, headers) -> Event:
        """The event in a webhook's raw body. Raises NotGenuine, whatever is wrong with it."""

    def check(self):
        """Prove the credentials, on saving them. Raises NotConfigured when they are wrong, and
        Unreachable. A gateway without credentials of a tenant has nothing to prove."""

    def notices(self, day):
        """Events of a calendar day, of a gateway that has to be asked for them; else none.

        Raises Unreachable.
        """
        return []

    def never_arrived(self, finding, sent_at, now):
        """Whether an attempt begun at `sent_at` is certain not to be charged any more (C9)."""
        return finding.state is Found.NOT_FOUND and now - sent_at > self.time_out_window
