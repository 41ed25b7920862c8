"""Subscriptions as programs and files write them (I2, I7, P9)."""

from marshmallow import ValidationError
from sqlalchemy.orm import selectinload

from billing.ledger.subscription import Subscription
from billing.ledger.subscription_line import SubscriptionLine
from billing.ledger.subscription_shape import SubscriptionShape
from billing.parts_writing import WithParts
from billing.people.customer import Customer
from billing.writing import after, is_new

BACKWARDS = "The period ends before it begins."
TWICE = "Another line has this ID."


class Subscriptions(WithParts):
    record, shape = Subscription, SubscriptionShape
    refers, reads = {"customer_id": Customer}, (selectinload(Subscription.lines),)

    def admit(self, subscription, fields):
        begin, end = (after(subscription, fields, f"current_period_{side}_date")
                      for side in ("start", "end"))
        if begin and end and begin > end:
            raise ValidationError(BACKWARDS, "current_period_end_date")
        check_lines(fields.get("lines") or ())
        customer = self.known.get(Customer, after(subscription, fields, "customer_id"))
        currency = after(subscription, fields, "currency") or customer.currency
        return {**fields, "currency": currency}

    def take(self, subscription, values):
        values = dict(values)
        lines = values.pop("lines", None)
        if lines is not None:
            self.take_lines(subscription, lines)
        super().take(subscription, values)

    def take_lines(self, subscription, lines):
        """In the order that they are said in; those that are not said any more are gone."""
        key = subscription.subscription_id
        former = {} if is_new(subscription) else {
            each.subscription_line_id: each for each in subscription.lines}
        self.take_parts(
            subscription, former,
            {said["subscription_line_id"]: {**said, "line_no": place}
             for place, said in enumerate(lines, 1)},
            lambda values: SubscriptionLine(subscription_id=key, **values))


def check_lines(lines):
    seen = set()
    for place, line in enumerate(lines):
        key = line["subscription_line_id"]
        if key in seen:
            raise ValidationError({"lines": {place: {"subscription_line_id": [TWICE]}}})
        seen.add(key)
