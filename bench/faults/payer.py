"""A browser that pays: it reads the review page and sends its form back."""

import http.client
import re
import threading
from html import unescape
from urllib.parse import urlencode

REVIEW = "/portal/payments/review"
FIELD = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')


class Payer:
    """Signed in with the cookie of that name; another instance is another browser."""

    def __init__(self, port, name="jane", patience=90):
        self.port, self.patience = port, patience
        self.headers = {"Host": f"bench.localhost:{port}", "Cookie": f"portal={name}; seed={name}"}

    def reviewed(self, *invoice_ids, method="visa"):
        """The fields of the form that pays, with an attempt's id of its own; None if refused."""
        chosen = [("payment_method_id", f"PM-{method}"),
                  *(("invoice_id", each) for each in invoice_ids)]
        status, page = self.asked("GET", f"{REVIEW}?{urlencode(chosen)}")
        return fields(page) if status == 200 else None

    def pay(self, form, path=REVIEW):
        """The answer's status; 0 where the line was cut or nothing was said."""
        try:
            return self.asked("POST", path, urlencode(form))[0]
        except (OSError, http.client.HTTPException):
            return 0

    def asked(self, verb, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        content = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            connection.request(verb, path, body, {**self.headers, **content})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


def fields(page):
    """Those of the form with the button that pays."""
    form = page[page.index('class="pay-now"'):]
    return [(name, unescape(value)) for name, value in FIELD.findall(form)]


def begun(payer, invoices):
    """A function that pays each in a thread of its own, all at once; the threads."""
    forms = [payer.reviewed(each) for each in invoices]

    def pay():
        threads = [threading.Thread(target=payer.pay, args=(form,)) for form in forms]
        for thread in threads:
            thread.start()
        return threads

    return pay


def joined(threads):
    for thread in threads:
        thread.join(120)
