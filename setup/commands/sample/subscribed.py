"""What the demo's customers subscribe to, told by their bills."""

from datetime import timedelta
from decimal import Decimal
from itertools import count

from billing.ledger.subscription import Subscription
from billing.ledger.subscription_line import SubscriptionLine
from setup.commands.sample import freight, months, plans
from setup.commands.sample.metered import chosen
from setup.commands.sample.prices import SUPPORT
from tenants import bulk

HEAD = ("subscription_id", "customer_id", "status", "service_start_date", "billing_start_date",
        "current_period_start_date", "current_period_end_date", "contract_term", "renewal_term",
        "auto_renew", "cancellation_date", "currency")
LINE = ("subscription_id", "subscription_line_id", "line_no", "product_name", "plan_name",
        "charge_id", "charge_name", "pricing_model", "quantity", "unit_of_measure", "list_price",
        "effective_price", "billing_period")
SEATS = ("Console", "Team", "CH-7001", "Seats", "Per unit", Decimal(12), "Seats",
         Decimal("12.00"), Decimal("9.00"))
NETWORK = ("Edge Network", "Edge", "CH-7101", "Points of presence", "Per unit", Decimal(4),
           "Locations", Decimal("85.00"), Decimal("85.00"))


def write(company, accounts, trade_of, bills, today):
    """Subscriptions of everybody who is billed."""
    heads, lines = [], []
    for account in accounts:
        own = [bill for bill in bills if bill.account is account]
        for place, (head, charges) in zip(count(1), subscriptions(
                account, company, trade_of, own, today)):
            key = account.customer_id.replace("C-", "SUB-") + (f"-{place}" if place > 1 else "")
            heads.append((key, account.customer_id, *head))
            lines += [(key, f"L-{number}", number, *charge) for number, charge
                      in enumerate(charges, 1)]
    bulk.insert(Subscription, HEAD, heads)
    bulk.insert(SubscriptionLine, LINE, lines)


def subscriptions(account, company, trade_of, bills, today):
    """(head, lines) of each."""
    if not bills:
        return
    start, gone = bills[0].start, account.customer.get("status") == "Inactive"
    currency = account.currency or company.currency
    trade = trade_of(account, company)
    charges = seats(bills[-1]) if trade is plans else services(account, trade)
    yield head("Cancelled" if gone else "Active", start, today, currency), charges
    if account.customer_id == "C-1001":
        yield (head("Active", months.first_of(today), today, currency, term="12 months"),
               [(*SEATS, "Monthly"), (*NETWORK, "Monthly")])
        yield head("Paused", months.first_of(today, 6), today, currency), [(*NETWORK, "Monthly")]
        yield head("Cancelled", months.first_of(today, 14), today, currency), [(*SEATS, "Monthly")]


def head(status, start, today, currency, term=""):
    first = months.first_of(today)
    cancelled = status == "Cancelled"
    running = not cancelled and status != "Paused"
    return (status, start, start, first if running else None,
            months.last_of(first) if running else None, term, term, bool(term) and running,
            first - timedelta(days=1) if cancelled else None, currency)


def seats(bill):
    """The lines of the bill, as what is paid for again and again."""
    for place, line in enumerate(bill.lines, 1):
        yield (line.product, line.plan, f"CH-{8000 + place}", line.charge,
               "Per unit" if line.unit == "Seats" else "Flat fee", line.quantity, line.unit,
               line.price, line.price, "Monthly")


def services(account, trade):
    """What is charged by use has a price, and no quantity ahead of it."""
    prices = freight.SERVICES if trade is freight else chosen(account) if account.metered else ()
    for place, price in enumerate(prices, 1):
        yield (price.product, "Pay as you go", f"CH-{9000 + place}", price.charge, "Usage", None,
               price.unit, price.price, price.price, "Monthly")
    if not account.metered:
        product, charge, price = SUPPORT[0]
        yield (product, "Business", "CH-9100", charge, "Flat fee", Decimal(1), "Month", price,
               price, "Monthly")
