"""A sample customer's figures and records, made up for the preview (S6)."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from flask import render_template
from flask_babel import gettext as _
from markupsafe import Markup

from billing.tables.tabs import TABS
from billing.tables.view import View
from config import clock
from config.languages import N_

COUNT = 6
CURRENCY = "USD"
STARTS = {
    "invoices": "INV", "payments": "PT", "credits": "CR", "usages": "U", "subscriptions": "SUB",
    "statements": "ST", "usage_events": "E",
}
TEXTS = {
    "customer_name": N_("Sample Customer"), "currency": CURRENCY,
    "payment_method": "Visa •••• 4242",
    "event_type": "api.request", "source": "api", "unit_of_measure": "GB",
}


def account(draft):
    """The header of the sample (P2)."""
    balance = SimpleNamespace(currency=CURRENCY, amount=184250, past_due=42000, processing=0)
    paid = SimpleNamespace(amount=60000, currency=CURRENCY, date=day(draft, 3))
    name = _("Sample Customer")
    return SimpleNamespace(
        customer_name=name, customers=[], user_name=name,
        user_email="customer@example.com", initials=name[0], balances=[balance], children=[],
        last_paid=paid, last_invoice_id="invoices" in draft.tabs and "INV-1042", can_pay=True,
    )


def tabs(on, active):
    return [
        SimpleNamespace(label=_(TABS[key].title), href=TABS[key].address, active=key == active)
        for key in on
    ]


def page(table, draft):
    """The tab's list in the shape that the portal's own template takes."""
    hidden = frozenset(draft.hidden_fields.get(table.key, ()))
    columns = View.of(table, {}, hidden).columns({})
    return SimpleNamespace(
        title=_(table.title),
        columns=[SimpleNamespace(label=_(column.label), kind=column.kind, sort_href=None,
                                 sorted=None) for column in columns],
        rows=rows(table, columns, draft),
        chips=(), clear_href=None, filter_href="#", columns_href="#", export_href="#",
        zip_href=None, newer_href=None, older_href=None, empty=None,
        export_label=_(table.export_label), zip_label=None,
        count_text=_("%(count)s records", count=COUNT),
    )


def rows(table, columns, draft):
    written = [[(column, value(table, column, number, draft)) for column in columns]
               for number in range(COUNT)]
    return Markup(render_template("setup/preview/rows.html", rows=written))  # nosec B704


def value(table, column, number, draft):
    """What the sample has in a field; text that nothing is known of is left empty."""
    made = {
        "id": lambda: f"{STARTS[table.key]}-{1042 - number}",
        "date": lambda: day(draft, number * 30 + (0 if column.key == table.order else -30)),
        "datetime": lambda: clock.now() - timedelta(hours=7 * number),
        "money": lambda: (3 * number + 7) * 4250,
        "number": lambda: Decimal((number + 2) * 125),
        "price": lambda: Decimal("0.12") * (number + 1),
        "status": lambda: column.choices[number % len(column.choices)],
        "flag": lambda: _("Yes"),
    }
    known = made.get(column.kind)
    return known() if known else _(TEXTS[column.key]) if column.key in TEXTS else ""


def day(draft, ago):
    return clock.today(draft.time_zone) - timedelta(days=ago)
