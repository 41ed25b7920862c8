"""What an address asks a table to be filtered by (P11), told apart by the column's kind."""

from billing.tables.filters import amounts, choices, days, text

READERS = {
    "text": text.read,
    "days": days.read,
    "moments": days.read,
    "amounts": amounts.read,
    "numbers": amounts.read,
    "choices": choices.read,
}


def wishes(table, arguments, hidden, today):
    """A Wish for each column that the address names; fields that are hidden cannot be asked for.

    `today` is the tenant's day that “Past due” and “last month” go by (D28).
    """
    found = (
        READERS[column.filter](column, arguments, today)
        for column in table.visible(hidden) if column.filter
    )
    return tuple(wish for wish in found if wish)
