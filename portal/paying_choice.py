"""What a paying form says: ids and amounts that can be some, else the request is refused."""

import re
import uuid
from dataclasses import dataclass
from functools import cached_property

from flask import abort
from sqlalchemy import select

from billing.ledger.invoice import Invoice
from billing.ledger.objection import NoAmount
from config.amounts import minor_amount
from config.database import db
from config.languages import money
from portal.door import current_customer
from tenants.payment_setup import PaymentSetup

IDS = re.compile(r"[A-Za-z0-9._-]{1,64}")  # D20
AMOUNTS = re.compile(r"[0-9]{1,18}")
TYPED = re.compile(r"[0-9]{1,12}(\.[0-9]{0,4})?")
CURRENCIES = re.compile(r"[A-Z]{3}")
MOST = 200  # invoices in one payment


@dataclass(frozen=True)
class Wish:
    """What was ticked and typed: `typed` by invoice id, `credits` the currencies to use them in."""

    method_id: str = ""
    invoice_ids: tuple = ()
    typed: dict | None = None
    credits: tuple = ()

    @classmethod
    def of(cls, form):
        method_id, invoice_ids = form.get("payment_method_id", ""), form.getlist("invoice_id")
        credits = form.getlist("credits")
        if not all(map(IDS.fullmatch, [*invoice_ids, method_id or "-"])):
            abort(404)
        if len(invoice_ids) > MOST or not all(map(CURRENCIES.fullmatch, credits)):
            abort(404)
        typed = {each: form.get(f"amount.{each}", "").strip() for each in invoice_ids}
        return cls(method_id, tuple(typed), typed, tuple(dict.fromkeys(credits)))

    @cached_property
    def invoices(self):
        """Those of them that the customer may see, by id."""
        query = select(Invoice).where(Invoice.invoice_id.in_(self.invoice_ids))
        family = Invoice.customer_id.in_(current_customer.family)
        return {each.invoice_id: each for each in db.session.scalars(query.where(family))}

    @property
    def amounts(self):
        """Minor units by invoice id, None for all that is due; raises Objection."""
        return {each: self.amount(self.typed[each], self.invoices.get(each))
                for each in self.invoice_ids}

    def amount(self, text, invoice):
        if not text or invoice is None:
            return None
        try:
            minor = minor_amount(text, invoice.currency) if TYPED.fullmatch(text) else 0
        except ValueError:
            minor = 0
        if minor <= 0:
            due = money(invoice.balance, invoice.currency)
            raise NoAmount(invoice_id=invoice.invoice_id, due=due)
        return minor

    @property
    def terms(self):
        """What the company allows, as choose asks for it; credits only where they are wished."""
        rules = db.session.scalars(select(PaymentSetup)).one()
        wished = any(each.currency in self.credits for each in self.invoices.values())
        return {"parts": rules.part_payments, "more": rules.overpayments,
                "credits": rules.credits and wished}


def reviewed(form):
    """(Wish, minor units by invoice id, (total, surplus)) as the review page showed them."""
    wish, amounts = Wish.of(form), form.getlist("amount")
    if len(amounts) != len(wish.invoice_ids) or not all(map(AMOUNTS.fullmatch, amounts)):
        abort(400)
    amounts = [int(each) for each in amounts]
    shown = form.get("total", str(sum(amounts))), form.get("surplus", "0")
    if not all(map(AMOUNTS.fullmatch, shown)):
        abort(400)
    total, surplus = map(int, shown)
    return wish, dict(zip(wish.invoice_ids, amounts, strict=True)), (total, surplus)


def minted(form):
    """The id that the review page gave to this very form; a random one, since Portico makes others
    that could be foreseen, and be taken beforehand.
    """
    try:
        attempt_id = uuid.UUID(form.get("attempt_id", ""))
    except ValueError:
        abort(400)
    return attempt_id if attempt_id.version == 4 else abort(400)
