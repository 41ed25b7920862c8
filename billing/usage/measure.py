"""What usage is measured in: usages by their unit, events by their type (P15).

Nothing is charted, limited or mailed that the tenant hides (D29): a chart tells days and amounts.
"""

from typing import NamedTuple

from flask import g
from flask_babel import gettext as _

from billing.tables.table import Table
from billing.tables.usage_events import USAGE_EVENTS
from billing.tables.usages import USAGES
from config.languages import N_


class Measure(NamedTuple):
    """`moment` and `name` are columns of the table; `needs` are those without which it is not told.

    `whole` is what all names together are called, where they can be added up.
    """

    kind: str
    table: Table
    moment: str
    name: str
    needs: frozenset
    whole: str = ""

    @property
    def address(self):
        return "/portal/usage-charts/" + self.table.address.rpartition("/")[2]

    @property
    def href(self):
        """The chart's address, None where it may not be seen."""
        return self.address if self.told else None

    @property
    def told(self):
        """Whether it may be seen at all: its tab is on, and what it needs is shown."""
        return self.table.key in g.tenant.tabs and not self.needs & self.hidden

    @property
    def apart(self):
        """Whether its names may be told."""
        return self.name not in self.hidden

    @property
    def hidden(self):
        return g.tenant.hidden(self.table.key)

    def title(self, name):
        """A unit or a type as people are told it."""
        return name or _(self.whole or N_("Without a unit"))

    def tells(self, name):
        """Whether a sum of this name, or of all where that is empty, may be told."""
        return self.told and (self.apart or bool(self.whole) and not name)


MEASURES = {
    "usage": Measure("usage", USAGES, "date", "unit_of_measure",
                     frozenset({"date", "quantity", "unit_of_measure"})),
    "event": Measure("event", USAGE_EVENTS, "occurred_at", "event_type",
                     frozenset({"occurred_at"}), N_("All usage events")),
}
