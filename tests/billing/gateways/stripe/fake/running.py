"""The fake behind a real socket, and its webhooks as they arrive."""

import json
import threading
import time

import stripe
from werkzeug.serving import make_server

from billing.gateways.test.server import Quiet
from tests.billing.gateways.stripe.fake.app import Fake

SECRET = "whsec_ofthetests"


class Running:
    """Listens on loopback as long as the block lasts."""

    def __enter__(self):
        self.fake = Fake()
        self.server = make_server("127.0.0.1", 0, self.fake, threaded=True, request_handler=Quiet)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def webhook(event, secret=SECRET, at=None):
    """(body, headers) of an event as it is sent."""
    body = json.dumps(event)
    sign = stripe.WebhookSignature.generate_signature_header
    headers = {"Stripe-Signature": sign(body, secret, int(at or time.time())),
               "Content-Type": "application/json; charset=utf-8"}
    return body.encode(), headers
