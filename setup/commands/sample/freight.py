"""The one customer whose size can be felt: 10,000 invoices and 100,000 usages."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from setup.commands.sample.bill import Bill, line
from setup.commands.sample.months import SPAN, first_of
from setup.commands.sample.prices import PRICES

EACH, LAST = 10, 100
SERVICES = (PRICES[0], PRICES[5])


def bills(account, company, today):
    """An invoice a tour, some twenty a day, the oldest first."""
    luck = Random(f"{company.subdomain} {account.customer_id}")
    start = first_of(today, SPAN)
    days = (today - start).days
    for number in range(account.invoices):
        day = start + timedelta(days=number * days // account.invoices)
        # The newest are a usage short, so that some usages wait for their invoice.
        count = EACH - (number >= account.invoices - LAST)
        yield tour(account, company.currency, day, count, luck)


def tour(account, currency, day, count, luck):
    lines, usages = [], []
    half = count // 2
    for price, some in zip(SERVICES, (half, count - half), strict=True):
        used = [use(price, day, luck) for _ in range(some)]
        usages += used
        lines.append(line(
            account, currency, sum(row[1] for row in used), price.price,
            sum(row[5] for row in used), product=price.product, charge=price.charge,
            unit=price.unit))
    return Bill(account, currency, day, day, day, lines, usages)


def use(price, day, luck):
    quantity = Decimal(int(luck.random() * 399_000) + 1_000).scaleb(-3)
    what = f"{price.product}: {price.charge}"
    return (day, quantity, price.unit, what, price.product, quantity * price.price)


def current(account, company, today):
    """(currency, usage) that the newest invoices are short of."""
    luck = Random(f"{company.subdomain} {account.customer_id} now")
    return [(company.currency, use(luck.choice(SERVICES), today, luck)) for _ in range(LAST)]
