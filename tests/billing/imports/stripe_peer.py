"""localstripe as a process, with what an import reads and it lacks: credit notes, disputes,
balances, all of a customer's methods, and which payment paid which invoice. Started by the tests on
any free port of loopback; keeps nothing on disk.
"""

import socket
import sys

from aiohttp import web
from localstripe import resources, server

resources.store.dump_to_disk = lambda: None
resources.Customer.balance = 0
status = resources.Invoice.status.fget
resources.Invoice.status = property(
    lambda self: "paid" if hasattr(self, "_settled") else status(self))


class InvoicePayment(resources.StripeObject):
    """https://docs.stripe.com/api/invoice-payment: one for each invoice that a charge has paid."""

    object = "invoice_payment"
    _id_prefix = "inpay_"

    def __init__(self, invoice):
        super().__init__(self._id_prefix + invoice.id)
        self.invoice, self.status = invoice.id, "paid"
        self.amount_paid = invoice.amount_paid
        self.payment = {"type": "payment_intent", "payment_intent": invoice.payment_intent}

    @classmethod
    def _api_list_all(cls, url, status=None, **wanted):
        for thing in list(resources.store.values()):
            paid = isinstance(thing, resources.Invoice) and thing.status == "paid"
            if paid and f"{cls.object}:{cls._id_prefix}{thing.id}" not in resources.store:
                cls(thing)
        return super()._api_list_all(url, **wanted)


class CreditNote(resources.StripeObject):
    """https://docs.stripe.com/api/credit_notes, as a test says it is."""

    object = "credit_note"
    _id_prefix = "cn_"

    def __init__(self, invoice, **said):
        super().__init__()
        found = resources.Invoice._api_retrieve(invoice)
        amounts = {name: int(value) for name, value in said.items()}
        refunded = amounts.pop("refunded", 0)
        self.invoice, self.customer, self.currency = invoice, found.customer, found.currency
        self.status, self.number, self.memo, self.metadata = "issued", f"{self.id}-CN", "Sorry", {}
        self.refunds = [{"amount_refunded": refunded}] if refunded else []
        self.amount = self.pre_payment_amount = self.post_payment_amount = 0
        self.out_of_band_amount = 0
        vars(self).update(amounts)


class Dispute(resources.StripeObject):
    """https://docs.stripe.com/api/disputes"""

    object = "dispute"
    _id_prefix = "dp_"

    def __init__(self, charge, status):
        super().__init__()
        self.charge, self.status = charge, status


def invoice(customer):
    """Of the pending items, as Stripe makes it; localstripe wants a subscription."""
    return resources.Invoice(customer=customer)


def finalize(id):
    found = resources.Invoice._api_retrieve(id)
    found._finalize()
    return found


def settle(id):
    """Stripe pays it from the customer's balance when it is finalized."""
    found = finalize(id)
    found._settled = True
    return found


def void(id):
    return CreditNote._api_update(id, status="void")


def void_invoice(id):
    found = resources.Invoice._api_retrieve(id)
    found._voided = True
    return found


def balance(customer, amount):
    """https://docs.stripe.com/billing/customer/balance: below zero what the customer has."""
    found = resources.Customer._api_retrieve(customer)
    found.balance = int(amount)
    return found


def methods(id, limit=None, starting_after=None):
    """Of any type: https://docs.stripe.com/api/payment_methods/customer_list"""
    found = resources.List(f"/v1/customers/{id}/payment_methods", limit, starting_after)
    found._list = [each for each in resources.store.values()
                   if isinstance(each, resources.PaymentMethod) and each.customer == id]
    return found


def serve():
    for cls in (InvoicePayment, CreditNote, Dispute):
        for method, act in (("POST", server.api_create), ("GET", server.api_list_all)):
            url = f"/v1/{cls.object}s"
            server.app.router.add_route(method, url, act(cls, url))
    for method, url, act in (
            ("POST", "/v1/new_invoices", invoice), ("POST", "/v1/invoices/{id}/finalize", finalize),
            ("POST", "/v1/invoices/{id}/settle", settle),
            ("POST", "/v1/invoices/{id}/annul", void_invoice),
            ("POST", "/v1/credit_notes/{id}/void", void),
            ("POST", "/v1/balances", balance),
            ("GET", "/v1/customers/{id}/payment_methods", methods)):
        server.app.router.add_route(method, url, server.api_extra(act, url))
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    web.run_app(server.app, sock=listener, print=None, access_log=None)


if __name__ == "__main__":
    sys.exit(serve())
