"""Somebody of staff who gives money back."""

import re
import threading
import uuid

from bench.faults.payer import Payer

TOKEN = re.compile(r'name="csrf_token" value="([^"]*)"')
PAID = """select payment_id from payment join allocation using (tenant_id, payment_id)
 where invoice_id = %s"""


class Clerk:
    def __init__(self, shop):
        self.shop, self.browser = shop, Payer(shop.port)
        self.browser.headers["Cookie"] = "setup=clerk; seed=clerk"

    def payment_of(self, invoice_id):
        return self.shop.read(PAID, (invoice_id,))[0][0]

    def begun(self, payment_id):
        """A thread that refunds all of it."""
        thread = threading.Thread(target=self.refund, args=(payment_id,))
        thread.start()
        return thread

    def refund(self, payment_id):
        """The answer's status, with a form of its own; 0 where the line was cut."""
        path = f"/setup/customers/C-1/payments/{payment_id}/refund"
        status, page = self.browser.asked("GET", path)
        if status != 200:
            return status
        form = {"csrf_token": TOKEN.search(page)[1], "refund_id": uuid.uuid4(),
                "amount": "120.50", "note": "Ordered twice"}
        return self.browser.pay(form, path)
