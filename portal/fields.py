"""Which fields of a tab's records may be seen (P11, D29); what may not never gets to a template."""

from flask import g

from billing.tables.tabs import TABS


class Fields(frozenset):
    """Keys of columns. Figures that would tell a field that is not among them follow it."""

    @classmethod
    def of(cls, key):
        """Those of a tab that the tenant did not untick; none of a tab that is off (P3)."""
        if key not in g.tenant.tabs:
            return cls()
        shown = TABS[key].visible(g.tenant.hidden_fields.get(key, ()))
        return cls(column.key for column in shown)

    def of_record(self, record, names):
        """The record's values by name, None in the place of those that may not be seen."""
        return {name: getattr(record, name) if name in self else None for name in names}
