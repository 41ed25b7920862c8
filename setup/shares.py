"""So much for which invoice, as staff type it beside each (M13)."""

import re
from types import SimpleNamespace

from flask import abort, g
from wtforms.validators import ValidationError

from billing.ledger.attempt import under_way
from config import clock
from setup.amounts import minor_typed

IDS = re.compile(r"[A-Za-z0-9._-]{1,64}")  # D20
FIELD = "amount."


class Shares:
    """`wanted` are minor units by invoice id, `errors` sentences by invoice id."""

    def __init__(self, form, currency):
        self.typed = {name.removeprefix(FIELD): value.strip() for name, value in form.items()
                      if name.startswith(FIELD) and value.strip()}
        if not all(map(IDS.fullmatch, self.typed)):
            abort(404)
        self.wanted, self.errors = {}, {}
        for invoice_id, text in self.typed.items():
            try:
                self.wanted[invoice_id] = minor_typed(text, currency)
            except ValidationError as wrong:
                self.errors[invoice_id] = str(wrong)

    def rows(self, invoices, customer):
        """The invoices as the page lists them, with what was typed."""
        blocked, today = under_way([each.invoice_id for each in invoices]), clock.today(
            g.tenant.time_zone)
        return [
            SimpleNamespace(
                invoice_id=each.invoice_id, name=f"{FIELD}{each.invoice_id}",
                customer=each.customer.name if each.customer_id != customer.customer_id else "",
                due_date=each.due_date, late=each.past_due(today), balance=each.balance,
                currency=each.currency, typed=self.typed.get(each.invoice_id, ""),
                error=self.errors.get(each.invoice_id), blocked=each.invoice_id in blocked,
            )
            for each in invoices
        ]
