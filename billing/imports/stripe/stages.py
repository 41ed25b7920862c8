"""The way through a Stripe account: who owes, what was owed, what was paid, what was credited."""

from collections import defaultdict
from functools import cached_property

from sqlalchemy import select

from billing.gateways.stripe.amounts import Inexpressible
from billing.imports.refused import Refused
from billing.imports.stripe import credit_notes, customers, invoices, payments
from billing.imports.stripe.values import id_of, named, units
from billing.ledger.invoice import OPEN, Invoice
from config.database import db

FINAL = ("open", "paid", "uncollectible")


class Stages:
    """Each yields (kind of record, its fields, a Refused or None), of one page of things at Stripe.

    `currency` is that of customers of whom Stripe knows none.
    """

    ALL = (("customers", "customers"), ("invoices", "invoices"), ("charges", "charges"),
           ("credit_notes", "credit_notes"), ("settlements", "invoices"))
    WANTED = {"credit_notes": {"expand": ["data.invoice"]}}

    def __init__(self, account, currency):
        self.account, self.currency = account, currency

    def customers(self, things):
        for thing in things:
            yield "customers", customers.customer(thing, self.currency)
        for thing in things:
            yield "contacts", customers.contact(thing)

    def invoices(self, things):
        for thing in things:
            if thing["status"] in FINAL:
                yield "invoices", made(invoices.invoice, thing, self.lines(thing))

    def lines(self, thing):
        """All of them; an invoice tells its first ten."""
        if not thing["lines"]["has_more"]:
            return thing["lines"]["data"]
        return list(self.account.all(f"invoices/{thing['id']}/lines"))

    def charges(self, things):
        for thing in things:
            key = id_of(thing.get("payment_intent")) or thing["id"]
            if payments.counts(thing):
                yield "payments", made(payments.payment, thing, self.applied[key])

    @cached_property
    def applied(self):
        """(invoice id, amount) by the payment intent's or charge's id: Stripe tells it apart."""
        found = defaultdict(list)
        wanted = {"status": "paid", "expand": ["data.invoice"]}
        for each in self.account.all("invoice_payments", **wanted):
            by = each["payment"].get("payment_intent") or each["payment"].get("charge")
            if by:
                found[id_of(by)].append((named(each["invoice"]), each["amount_paid"]))
        return found

    def credit_notes(self, things):
        owed = balances([each["invoice"] for each in things])
        for thing in things:
            invoice_id = id_of(thing["invoice"])
            if thing["status"] != "void" and invoice_id in owed:
                yield "credits", made(credit_notes.credit, thing, owed[invoice_id])

    def settlements(self, things):
        owed = balances(things)
        for thing in things:
            if thing["status"] in FINAL and thing["id"] in owed:
                yield "credits", made(credit_notes.settlement, thing, owed[thing["id"]])


def made(fields, thing, *more):
    """What the function says of the thing; a Refused for amounts that Portico cannot write."""
    try:
        return fields(thing, *more)
    except Inexpressible as error:
        return Refused(f"{thing['id']}: {error}")


def balances(things):
    """What is owed of these invoices here, as Stripe counts, by Stripe's id."""
    ids = {named(thing): thing["id"] for thing in things}
    query = select(Invoice.invoice_id, Invoice.balance, Invoice.currency, Invoice.status)
    found = db.session.execute(query.where(Invoice.invoice_id.in_(ids)))
    return {ids[key]: units(balance, currency) if status in OPEN else 0
            for key, balance, currency, status in found}
