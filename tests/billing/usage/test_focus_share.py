"""How sums are rounded and divided into what is billed and what is credited (D18)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.usage.focus.line import lines
from billing.usage.focus.share import Share, divided, total
from config.amounts import rounded
from tests.billing.usage.focus_file import CALM

COSTS = st.decimals(-1000, 1000, places=11)


def share(cost, category="Usage", product="Machines"):
    return Share(product, "Hours", category, Decimal(1), Decimal(cost))


@pytest.mark.parametrize(
    "cost, currency, units",
    [
        ("0.265", "USD", 26),
        ("0.135", "USD", 14),
        ("0.1350000000000000000000000000000000000001", "USD", 14),
        ("0.2650000000000000000000000000000000000001", "USD", 27),
        ("-0.265", "USD", -26),
        ("12.5", "JPY", 12),
        ("1.34085467460", "USD", 134),
        ("123456789012345678901234567890.125", "USD", 12345678901234567890123456789012),
    ],
)
def test_half_goes_to_even_and_no_digit_is_lost(cost, currency, units):
    assert rounded(Decimal(cost), currency) == units


def test_sums_are_exact():
    parts = [share("100000000000000000000000000000"), share("0.0000000000000000000000000000001")]
    assert str(total(parts)) == "1" + "0" * 29 + "." + "0" * 30 + "1"


@CALM
@given(st.lists(COSTS, min_size=1, max_size=9))
def test_the_lines_make_the_rounded_exact_sum(costs):
    shares = [share(cost) for cost in costs]
    made = list(lines(shares, "USD"))
    assert sum(line["amount"] for line in made) == rounded(total(shares), "USD")
    assert [line["amount"] for line in made[:len(costs)]] == [rounded(c, "USD") for c in costs]
    assert all(line["product_name"] == "Rounding" for line in made[len(costs):])
    assert all(line["amount"] for line in made[len(costs):])


@CALM
@given(st.lists(st.tuples(COSTS, st.sampled_from(["Usage", "Credit", "Adjustment"]))))
def test_nothing_is_lost_and_neither_side_is_below_zero(parts):
    shares = [share(*part) for part in parts]
    billed, credited = divided(shares)
    assert sorted(map(id, billed + credited)) == sorted(map(id, shares))
    assert total(billed) >= 0 and total(credited) <= 0
    assert not {each.category for each in billed} & {each.category for each in credited}


def test_credit_stays_apart_from_the_bill():
    machines, credit = share("16.23"), share("-2.6137", "Credit")
    assert divided([machines, credit]) == ([machines], [credit])


def test_credit_taken_back_is_billed():
    machines, back = share("16.23"), share("2.6137", "Credit")
    assert divided([machines, back]) == ([machines, back], [])


def test_more_given_back_than_used_is_a_credit():
    refund, credit = share("-5"), share("-1", "Credit")
    assert divided([refund, credit]) == ([], [refund, credit])
