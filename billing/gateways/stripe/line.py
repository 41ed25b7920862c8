"""The official library's calls, over one connection each, that tell how far they got.

The library's own HTTP clients pool connections and give every network failure as one
`APIConnectionError`, which does not say whether the order left. Here the connection stands before
anything is written, as in `billing.gateways.wire`; its two exceptions pass the library untouched.
"""

import json
from http.client import HTTPException
from urllib.parse import urlsplit

import stripe

from billing.gateways.stripe.account import URL
from billing.gateways.wire import Unanswered, Wire
from config import turns

# What the library's classes are made for, and what the fields and events were read against; Stripe
# breaks none of them within a version: https://docs.stripe.com/api/versioning
API_VERSION = "2026-10-28.endive"

stripe.enable_telemetry = False  # it would keep a file in the home folder


def opened(key, url=URL, connect_seconds=3, read_seconds=30):
    """The library's client for that API key, without repetitions; times in seconds."""
    return stripe.StripeClient(
        key,
        stripe_version=API_VERSION,
        base_addresses={"api": url.rstrip("/")},
        max_network_retries=0,
        http_client=Line(connect_seconds, read_seconds),
    )


class Line(stripe.HTTPClient):
    """What the library sends by. Raises NotSent and Unanswered."""

    name = "portico"

    def __init__(self, connect_seconds, read_seconds):
        super().__init__()
        self.connect_seconds = connect_seconds
        self.read_seconds = read_seconds

    def request(self, method, url, headers, post_data=None):
        turns.leave()
        place = urlsplit(url)
        target = url.removeprefix(f"{place.scheme}://{place.netloc}")
        connection = Wire(url, {}, self.connect_seconds, self.read_seconds).connected()
        try:
            sent = {**headers, "Connection": "close"}
            connection.request(method.upper(), target, post_data, sent)
            return understood(connection.getresponse())
        except (OSError, HTTPException, ValueError, RecursionError) as error:
            raise Unanswered(f"{method} {place.path}: {error!r}") from error
        finally:
            connection.close()


def understood(response):
    content = response.read()
    if response.status >= 500 or not said_by_stripe(json.loads(content), response.status):
        raise ValueError(f"status {response.status}")
    return content, response.status, response.headers


def said_by_stripe(body, status):
    """Whether an answer below 500 has Stripe's form, not that of something in between."""
    if not isinstance(body, dict):
        return False
    if 200 <= status < 300:
        return isinstance(body.get("object"), str)
    error = body.get("error")
    return status >= 400 and isinstance(error, dict) and isinstance(error.get("type"), str)
