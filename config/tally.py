"""Counting no further than anybody reads: to 1,000, and one beyond it for “1,000+” (P11)."""

from sqlalchemy import func, select

from config.languages import number

COUNTED = 1000


def bounded(query, most=COUNTED):
    """The statement that counts a query's rows, and stops at one beyond the bound."""
    return select(func.count()).select_from(query.limit(most + 1).subquery())


def figure(count):
    """What a page says of what was counted so."""
    return f"{number(COUNTED)}+" if count > COUNTED else number(count)
