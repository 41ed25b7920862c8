"""Which fields of a tab's records may be seen (P11, D29); what may not never gets to a template.

A field shows wherever its column is ticked; what is no column of its own follows the one that it
would tell: the prices of lines the total, applied amounts the sums that they are parts of, the
days past due the due date and the state, the amount on Pay the balance. An unticked `pdf` takes
the link away; the document's own address still answers, since mails lead to it and documents are
exempt (D29). Unticked attachments answer 404. The header's figures (P2) and paying, which cannot
be done without amounts, are no fields of a tab.
"""

from flask import g

from billing.tables.tabs import TABS


class Fields(frozenset):
    """Keys of columns. Figures that would tell a field that is not among them follow it."""

    @classmethod
    def of(cls, key):
        """Those of a tab that the tenant did not untick; none of a tab that is off (P3)."""
        if key not in g.tenant.tabs:
            return cls()
        shown = TABS[key].visible(g.tenant.hidden(key))
        return cls(column.key for column in shown)

    def of_record(self, record, names):
        """The record's values by name, None in the place of those that may not be seen."""
        return {name: getattr(record, name) if name in self else None for name in names}
