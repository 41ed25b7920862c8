"""Bills of a company that charges by use: each line is the exact sum of the usages behind it."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from setup.commands.sample import months
from setup.commands.sample.bill import Bill, line
from setup.commands.sample.prices import PRICES, SUPPORT

RATES = {"USD": Decimal(1), "EUR": Decimal("0.9"), "JPY": Decimal(150)}
DAYS = (1, 6, 11, 17, 23, 27)  # of the month, on which uses are told


def bills(account, company, today):
    """One bill a month over the months that are over, the oldest first."""
    first = months.SPAN if account.invoices is None else account.invoices
    return [bill(account, company, start) for start in months.past(today, first)]


def bill(account, company, start):
    luck = Random(f"{company.subdomain} {account.customer_id} {start:%Y-%m}")
    currency = currency_of(account, company, start)
    usages, lines = [], []
    for price in chosen(account) if account.metered else ():
        used = list(uses(account, price, currency, start, luck))
        usages += used
        lines.append(sum_of(account, price, currency, used))
    lines += fees(account, currency, luck)
    end = months.last_of(start)
    return Bill(account, currency, end + timedelta(days=1), start, end, lines, usages)


def currency_of(account, company, start):
    """Who pays in euro is billed some months in the company's currency, too (D22)."""
    if account.currency == "EUR" and start.month % 2:
        return company.currency
    return account.currency or company.currency


def chosen(account):
    """Each customer keeps to its own few services."""
    luck = Random(account.customer_id)
    return sorted(luck.sample(PRICES, luck.randint(3, 7)))


def uses(account, price, currency, start, luck, days=DAYS):
    """Rows of usage of one service in a month."""
    month = Decimal(price.typical) * account.size * luck.randint(70, 130) / 100
    rate = price.price * RATES[currency]
    for day in luck.sample(days, min(len(days), luck.randint(2, 5))):
        share = Decimal(luck.randint(100, 400)) / 1000
        quantity = round(month * share, price.places)
        yield (start + timedelta(days=day - 1), quantity, price.unit,
               f"{price.product}: {price.charge}", price.product, quantity * rate)


def sum_of(account, price, currency, used):
    quantity = sum(row[1] for row in used)
    exact = sum(row[5] for row in used)
    return line(account, currency, quantity, price.price * RATES[currency], exact,
                product=price.product, charge=price.charge, unit=price.unit)


def fees(account, currency, luck):
    """What is charged by the month or by the hour, to those without use always."""
    product, charge, price = SUPPORT[0]
    if not account.metered or luck.random() < 0.3:
        yield line(account, currency, Decimal(1), price * RATES[currency],
                   product=product, charge=charge, unit="Month")
    if not account.metered and luck.random() < 0.4:
        product, charge, price = SUPPORT[1]
        yield line(account, currency, Decimal(luck.randint(2, 24)) / 2, price * RATES[currency],
                   product=product, charge=charge, unit="Hours")


def current(account, company, today):
    """(currency, usage) of the month that is not over yet, which no invoice holds."""
    if not account.metered or account.invoices == 0:
        return
    start = months.first_of(today)
    luck = Random(f"{company.subdomain} {account.customer_id} {start:%Y-%m}")
    days = [day for day in DAYS if day <= today.day]
    currency = currency_of(account, company, start)
    for price in chosen(account):
        yield from ((currency, row) for row in uses(account, price, currency, start, luck, days))
