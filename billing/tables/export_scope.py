"""What an export holds, by its row and by what the tenant shows now."""

import hashlib
import json
from zoneinfo import ZoneInfo

from flask import g
from werkzeug.datastructures import MultiDict

from billing.people.customer import Customer
from billing.tables.tabs import TABS
from billing.tables.view import View
from config import clock
from config.database import db

LEFT_OUT = ("attachments", "pdf")


class Scope:
    """Of a row with table_key, filter, columns, customer_id, state, storage_key and expires_at."""

    @property
    def table(self):
        return TABS[self.table_key]

    @property
    def hidden(self):
        """Fields that the tenant shows nobody now, whatever held when the export was asked for."""
        return g.tenant.hidden(self.table_key)

    @property
    def view(self):
        """The filter, which is kept as the (name, value) pairs of an address."""
        return View.of(self.table, MultiDict(map(tuple, self.filter)), self.hidden, self.day)

    @property
    def family(self):
        """Ids of the customers whose records it holds: of children the open ones only (P13)."""
        key = (g.tenant.tenant_id, self.customer_id)
        return db.session.get_one(Customer, key).family if self.table.family else [self.customer_id]

    def chosen(self, family):
        """The columns asked for, or those that show at first; never what is hidden by now."""
        wanted = self.columns or [column.key for column in self.table.columns if column.on]
        return tuple(
            column for column in self.view.offered(len(family) > 1)
            if column.kind not in LEFT_OUT and column.key in (self.table.id_key, *wanted)
        )

    def file_of(self, family, columns):
        """The place in storage of a file that shows these; its name is another for others."""
        shown = [sorted(family), [column.key for column in columns], self.view.filter_arguments()]
        mark = hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]
        return f"{self.tenant_id}/exports/{self.export_id}-{mark}.xlsx"

    @property
    def outdated(self):
        """Whether the file's time is over (W3), or a gate or a field was closed or opened since it
        was made (A6, P11).
        """
        return self.state == "completed" and self.outdated_in(self.family)

    def outdated_in(self, family):
        """As `outdated` of a file that was made, where the customer's family is known already."""
        family = family if self.table.family else [self.customer_id]
        right = self.storage_key == self.file_of(family, self.chosen(family))
        return not right or self.expires_at <= clock.now()

    @property
    def day(self):
        """The tenant's day of asking: “Past due” means past due on that day (D28)."""
        return self.created_date.astimezone(ZoneInfo(g.tenant.time_zone)).date()

    @property
    def moment_zone(self):
        """The zone that times of day are told in, as on the user's pages (D28)."""
        return self.portal_user.time_zone or g.tenant.time_zone
