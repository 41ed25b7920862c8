"""The way through a Stripe account: who owes, what was owed, what was paid, what was credited."""

from collections import defaultdict
from functools import cached_property

from billing.imports.stripe import (
    balances,
    credit_notes,
    customers,
    invoices,
    methods,
    payments,
    refunds,
    settlements,
)
from billing.imports.stripe.balance_uses import BalanceUses
from billing.imports.stripe.kinds import Ended, New, found
from billing.imports.stripe.values import by_portico, id_of, made, named
from billing.people.customer import Customer
from config.database import db

FINAL = ("open", "paid", "uncollectible")


class Stages:
    """Each stage is given a page of things at Stripe, and yields what becomes of them: the name by
    which people know it, its kind (see kinds), its records. Each is stored before the next is made.

    `currency` is that of customers of whom Stripe knows none. `gateway` is the Account by which the
    company charges, None where it has none: methods are good only there.
    """

    ALL = (("customers", "customers"), ("invoices", "invoices"), ("charges", "charges"),
           ("disputes", "disputes"), ("credit_notes", "credit_notes"), ("settlements", "invoices"),
           ("balances", "customers"), ("methods", "customers"))
    WANTED = {"credit_notes": {"expand": ["data.invoice"]}}

    def __init__(self, account, currency, gateway=None):
        self.account, self.currency, self.gateway = account, currency, gateway

    def pages(self, stage, listing, after):
        account = self.gateway if stage == "methods" else self.account
        return account.pages(listing, after, **self.WANTED.get(stage, {})) if account else ()

    def customers(self, things):
        things = [thing for thing in things if not by_portico(thing)]
        yield "customers", New("customers"), [
            customers.customer(thing, self.currency) for thing in things]
        yield "contacts", New("contacts"), [customers.contact(thing) for thing in things]

    def invoices(self, things):
        yield "invoices", New("invoices"), [
            made(invoices.invoice, thing, self.lines(thing))
            for thing in things if thing["status"] in FINAL]
        yield "invoices", Ended("invoices"), [
            named(thing) for thing in things if thing["status"] == "void"]

    def lines(self, thing):
        """All of them; an invoice tells its first ten."""
        if not thing["lines"]["has_more"]:
            return thing["lines"]["data"]
        return list(self.account.all(f"invoices/{thing['id']}/lines"))

    def charges(self, things):
        charges = [thing for thing in things if payments.counts(thing)]
        yield "payments", New("payments"), [
            made(payments.payment, thing, self.applied[id_of(thing.get("payment_intent"))
                                                       or thing["id"]]) for thing in charges]
        yield "refunds", refunds.Refunds(), [
            made(refunds.told, each, thing) for thing in refunds.moved(charges)
            for each in self.account.all("refunds", charge=thing["id"])]

    def disputes(self, things):
        yield "payments", Ended("payments"), [
            id_of(thing["charge"]) for thing in things if thing["status"] == "lost"]

    @cached_property
    def applied(self):
        """(invoice id, amount) by the payment intent's or charge's id: Stripe tells it apart."""
        shares = defaultdict(list)
        wanted = {"status": "paid", "expand": ["data.invoice"]}
        for each in self.account.all("invoice_payments", **wanted):
            by = each["payment"].get("payment_intent") or each["payment"].get("charge")
            if by:
                shares[id_of(by)].append((named(each["invoice"]), each["amount_paid"]))
        return shares

    @cached_property
    def balance(self):
        return balances.Balances(self.account.all("customers"))

    def credit_notes(self, things):
        owed = settlements.owed([each["invoice"] for each in things])
        issued = [each for each in things
                  if each["status"] != "void" and id_of(each["invoice"]) in owed]
        beyond = self.balance.beyond([id_of(each["customer"]) for each in issued])
        new = New("credits")
        known = new.known(map(named, issued))
        yield "credits", new, list(credit_notes.credits(issued, known, owed, beyond))
        yield "credits", Ended("credits"), [
            named(each) for each in things if each["status"] == "void"]

    def settlements(self, things):
        final = [thing for thing in things if thing["status"] in FINAL]
        beyond = self.balance.beyond([id_of(thing["customer"]) for thing in final])
        yield "credits", BalanceUses(), list(settlements.uses(settlements.gaps(final), beyond))
        new = New("credits")
        yield "credits", new, list(settlements.credits(settlements.gaps(final), new.known))

    def balances(self, things):
        ids = present(things)
        yield "credits", New("credits"), list(balances.lacking(self.balance.beyond(ids)))
        yield "balances", New("credits"), self.balance.owing(ids)

    def methods(self, things):
        ids = set(present(things))
        for thing in things:
            if thing["id"] in ids:
                saved = self.gateway.all(f"customers/{thing['id']}/payment_methods")
                yield "payment methods", methods.Methods(), methods.in_order(thing, list(saved))


def present(things):
    """The ids of those of these customers that are here."""
    return db.session.scalars(found(Customer, [thing["id"] for thing in things])).all()
