"""Periods at month ends, year ends and the leap day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.tables.periods import PERIODS, period

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
CASES = (
    ("today", "2024-02-29", "2024-02-29", "2024-02-29"),
    ("last-7-days", "2024-03-01", "2024-02-24", "2024-03-01"),
    ("last-7-days", "2023-03-01", "2023-02-23", "2023-03-01"),
    ("last-30-days", "2026-01-01", "2025-12-03", "2026-01-01"),
    ("this-month", "2024-02-01", "2024-02-01", "2024-02-29"),
    ("this-month", "2023-02-28", "2023-02-01", "2023-02-28"),
    ("this-month", "2025-12-31", "2025-12-01", "2025-12-31"),
    ("last-month", "2024-03-31", "2024-02-01", "2024-02-29"),
    ("last-month", "2100-03-01", "2100-02-01", "2100-02-28"),
    ("last-month", "2026-01-31", "2025-12-01", "2025-12-31"),
    ("this-quarter", "2026-01-01", "2026-01-01", "2026-03-31"),
    ("this-quarter", "2026-06-30", "2026-04-01", "2026-06-30"),
    ("this-quarter", "2026-08-15", "2026-07-01", "2026-09-30"),
    ("this-quarter", "2026-12-31", "2026-10-01", "2026-12-31"),
    ("this-year", "2024-02-29", "2024-01-01", "2024-12-31"),
    ("last-year", "2024-02-29", "2023-01-01", "2023-12-31"),
    ("last-year", "2026-01-01", "2025-01-01", "2025-12-31"),
)


@pytest.mark.parametrize(("word", "today", "first", "last"), CASES)
def test_a_period_at_the_edges(word, today, first, last):
    assert period(word, date.fromisoformat(today)) == (
        date.fromisoformat(first), date.fromisoformat(last))


def test_every_period_that_is_offered_is_tried_above():
    assert {word for word, _ in PERIODS} == {word for word, *_ in CASES}


@given(DAYS)
def test_months_quarters_and_years_are_whole_and_join(today):
    day = timedelta(days=1)
    this_month, last_month = period("this-month", today), period("last-month", today)
    assert last_month[1] + day == this_month[0] <= today <= this_month[1]
    assert period("this-month", last_month[0]) == last_month
    assert (this_month[1] + day).day == 1 == this_month[0].day
    first, last = period("this-quarter", today)
    assert first <= today <= last and (last + day).month % 3 == 1
    assert 89 <= (last - first).days < 92
    year, before = period("this-year", today), period("last-year", today)
    assert before[1] + day == year[0] <= first and last <= year[1]
    assert (before[0].month, before[0].day, year[0].year - before[0].year) == (1, 1, 1)


@given(DAYS, st.sampled_from([("last-7-days", 7), ("last-30-days", 30), ("today", 1)]))
def test_so_many_days_end_today(today, named):
    first, last = period(named[0], today)
    assert last == today and (last - first).days + 1 == named[1]


def test_an_unknown_word_is_no_period():
    with pytest.raises(KeyError):
        period("next-month", date(2026, 1, 1))
