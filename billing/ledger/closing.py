"""A payment of which no gateway tells anything, closed by hand (M6, D8).

Its invoices can be paid again then, so a person has to have found out that no money moved. The
gateway is asked for a while longer all the same, and what it says still counts.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.gateways.outcome import Outcome
from config import clock

UNTOLD = ("pending", "unknown")
PATIENCE = timedelta(days=1)  # by then the pauses between two questions have grown to a day
ASKED = timedelta(days=60)  # after it was closed, once a day
CLOSED = "closed"
ENDS = ("approved", "declined", "not sent")


class Closing:
    """Of a record that goes Forward; `closed_at` stays when the gateway has spoken after all."""

    closed_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    @property
    def closable(self):
        """Whether staff may close it as it stands now."""
        return self.state in UNTOLD and clock.now() - self.created_date >= PATIENCE

    def close(self):
        """Set its invoices free; the caller holds it locked, and has asked the gateway last."""
        self.closed_at = clock.now()
        self.become(Outcome(CLOSED, CLOSED))

    def may_become(self, state):
        """As Forward; closed by hand gives way to every end that the gateway tells."""
        if self.state == CLOSED:
            return state in ENDS
        return state == CLOSED and self.closable or super().may_become(state)

    def ask_later(self):
        if self.state == CLOSED and clock.now() - self.closed_at < ASKED:
            self.postpone(PATIENCE)
        else:
            super().ask_later()
