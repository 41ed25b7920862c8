"""What the page of a subscription shows, without what the tenant hides (P9, D29)."""

from types import SimpleNamespace

from billing.tables.subscriptions import LOOKS
from config import formats, languages
from config.languages import words as _
from portal.fields import Fields

FACTS = (
    "subscription_id", "next_invoice_date", "current_period_start_date",
    "current_period_end_date", "service_start_date", "billing_start_date", "contract_term",
    "renewal_term", "auto_renew", "cancellation_date", "currency",
)
NAMES = ("plan_name", "product_name", "charge_name")
OF_LINE = ("charge_id", "pricing_model", "quantity", "unit_of_measure", "billing_period")
PRICES = ("list_price", "effective_price", "amount")


def shown(record):
    fields = Fields.of("subscriptions")
    lines = [line(each, record.currency, fields) for each in record.lines]
    return SimpleNamespace(
        **fields.of_record(record, FACTS),
        status_word="status" in fields and _(record.status),
        status_css=LOOKS[record.status],
        total="amount" in fields and price(record.total, record.currency),
        lines=lines,
        heads={key: key in fields for key in (*OF_LINE, *PRICES)},
    )


def line(record, currency, fields):
    """The first name there is is its title, the others tell it closer."""
    names = [name for name in fields.of_record(record, NAMES).values() if name]
    prices = fields.of_record(record, PRICES)
    return SimpleNamespace(
        title=names[0] if names else "",
        closer=list(dict.fromkeys(names[1:])),
        **fields.of_record(record, OF_LINE),
        **{name: price(value, currency) for name, value in prices.items()},
    )


def price(amount, currency):
    return formats.price(amount, currency, languages.locale())
