"""How an attempt moves: only forward, and as long as it is open it is asked about (M6, D26)."""

from datetime import timedelta

OPEN = ("pending", "unknown", "action required", "processing")  # each may become a later one
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2),
          timedelta(hours=8), timedelta(days=1)]


class Forward:
    """States of a record that is Waiting, and has `shares` that are open as long as it is."""

    @property
    def open(self):
        return self.state in OPEN

    @property
    def charged(self):
        """The attempt by which the money comes in; a Refund's is another row."""
        return self

    def may_become(self, state):
        """Whether that leads forward.

        “Not sent” ends only what no gateway ever told of, and gives way to money that did come.
        """
        if self.state == "not sent":
            return state == "approved"
        if state == "not sent":
            return self.state in ("pending", "unknown")
        if state in OPEN:
            return self.open and OPEN.index(state) > OPEN.index(self.state)
        return self.open

    def become(self, outcome):
        """Take an Outcome's state; closing it sets its invoices free."""
        called_off = outcome.state == "declined" and outcome.reason == "cancelled"
        self.state = "cancelled" if called_off else str(outcome.state)
        self.reason = outcome.reason or ""
        self.gateway_reference = outcome.reference or self.gateway_reference
        self.ask_later()
        for share in self.shares:
            share.open = self.open

    def ask_later(self):
        """Ask the gateway after pauses that grow, for as long as it takes; never when closed."""
        if self.open:
            self.postpone(PAUSES[min(self.tries or 0, len(PAUSES) - 1)])
        else:
            self.settle()
