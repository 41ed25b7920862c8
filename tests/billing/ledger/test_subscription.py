"""When a subscription is invoiced next, and what a period of it costs."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from billing.ledger.subscription import Subscription
from billing.ledger.subscription_line import SubscriptionLine
from config.database import db

LINES = (("2.5", "0.0000166667", "Monthly"), ("40", "21.90", "Monthly"))


def subscription(**more):
    options = {"status": "Active", "current_period_start_date": date(2028, 2, 1),
               "current_period_end_date": date(2028, 2, 29), **more}
    record = Subscription(subscription_id="S-1", customer_id="C-1001", currency="USD",
                          service_start_date=date(2027, 2, 1), **options)
    db.session.add(record)
    db.session.flush()
    return record


def line(number, quantity, price, period):
    db.session.add(
        SubscriptionLine(subscription_id="S-1", subscription_line_id=f"L-{number}",
                         line_no=number, quantity=quantity and Decimal(quantity),
                         effective_price=price and Decimal(price), billing_period=period)
    )


@pytest.mark.parametrize("end, expected", [
    (date(2028, 2, 29), date(2028, 3, 1)), (date(2027, 12, 31), date(2028, 1, 1)),
    (date(2028, 2, 28), date(2028, 2, 29)), (None, None),
])
def test_the_next_invoice_comes_the_day_after_the_period(cast, end, expected):
    with cast.within():
        record = subscription(current_period_start_date=None, current_period_end_date=end)
        assert record.next_invoice_date == expected


@pytest.mark.parametrize("more, expected", [
    ({"status": "Paused"}, None), ({"status": "Cancelled"}, None), ({"status": "Draft"}, None),
    ({"cancellation_date": date(2028, 2, 10)}, None),
    ({"cancellation_date": date(2028, 3, 1)}, None),
    ({"cancellation_date": date(2028, 3, 2)}, date(2028, 3, 1)),
])
def test_what_ends_or_rests_is_not_invoiced(cast, more, expected):
    with cast.within():
        assert subscription(**more).next_invoice_date == expected


def test_a_period_costs_the_exact_sum_of_its_lines(cast):
    with cast.within():
        record = subscription()
        for number, told in enumerate(LINES, 1):
            line(number, *told)
        db.session.flush()
        assert record.total == Decimal("876.00004166675")
        assert [each.subscription_line_id for each in record.lines] == ["L-1", "L-2"]


@pytest.mark.parametrize("lines", [
    (), ((None, "0.02", "Monthly"),), (("1", "5", "Monthly"), ("1", "50", "Yearly")),
])
def test_what_cannot_be_added_has_no_total(cast, lines):
    with cast.within():
        record = subscription()
        for number, told in enumerate(lines, 1):
            line(number, *told)
        db.session.flush()
        assert record.total is None


def test_more_digits_than_a_float_or_a_usual_decimal_has(cast):
    with cast.within():
        record = subscription()
        line(1, "123456789012345.123456789", "0.000000000123456789", "Monthly")
        db.session.flush()
        assert str(record.total) == "15241.578751714610301783750190521"


@pytest.mark.parametrize("wrong", [
    {"status": "Gone"}, {"customer_id": "C-9999"},
    {"current_period_end_date": date(2028, 1, 31)},
])
def test_what_a_subscription_cannot_be(cast, wrong):
    with cast.within(), pytest.raises(IntegrityError):
        record = Subscription(**{
            "subscription_id": "S-1", "customer_id": "C-1001", "currency": "USD",
            "status": "Active", "service_start_date": date(2027, 2, 1),
            "current_period_start_date": date(2028, 2, 1), **wrong})
        db.session.add(record)
        db.session.flush()
