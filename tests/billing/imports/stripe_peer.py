"""localstripe as a process, with what an import reads and it lacks: credit notes, and which payment
paid which invoice. Started by the tests on any free port of loopback; keeps nothing on disk.
"""

import socket
import sys

from aiohttp import web
from localstripe import resources, server

resources.store.dump_to_disk = lambda: None


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


def invoice(customer):
    """Of the pending items, as Stripe makes it; localstripe wants a subscription."""
    return resources.Invoice(customer=customer)


def finalize(id):
    found = resources.Invoice._api_retrieve(id)
    found._finalize()
    return found


def serve():
    for cls in (InvoicePayment, CreditNote):
        for method, act in (("POST", server.api_create), ("GET", server.api_list_all)):
            url = f"/v1/{cls.object}s"
            server.app.router.add_route(method, url, act(cls, url))
    for url, act in (("/v1/new_invoices", invoice), ("/v1/invoices/{id}/finalize", finalize)):
        server.app.router.add_route("POST", url, server.api_extra(act, url))
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    web.run_app(server.app, sock=listener, print=None, access_log=None)


if __name__ == "__main__":
    sys.exit(serve())
