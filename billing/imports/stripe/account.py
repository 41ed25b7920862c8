"""What a Stripe account holds, page by page, by the official library."""

import time

import stripe

from billing.gateways.stripe.account import URL
from billing.gateways.stripe.line import opened
from billing.gateways.wire import NotSent, Unanswered
from billing.imports.refused import Unreadable

PAGE = 100  # the most that Stripe gives
PAUSES = (1, 2, 4, 8, 16)  # seconds, before what failed is asked again
FOR_NOW = (NotSent, Unanswered, stripe.RateLimitError, stripe.APIError)


class Account:
    """Behind an API key that may read; raises Unreadable where Stripe refuses it."""

    def __init__(self, key, url=URL, pauses=PAUSES):
        self.api, self.pauses = opened(key, url), pauses

    def pages(self, listing, after=None, **wanted):
        """Lists of plain mappings, from after that id on; newest first, as Stripe tells them."""
        told = {"has_more": True}
        while told["has_more"]:
            more = {"starting_after": after} if after else {}
            told = self.ask(listing, {"limit": PAGE, **wanted, **more})
            if told["data"]:
                after = told["data"][-1]["id"]
                yield told["data"]

    def all(self, listing, **wanted):
        """One by one."""
        return (each for page in self.pages(listing, **wanted) for each in page)

    def ask(self, path, wanted=None):
        """The answer to GET /v1/path; asked again where it fails for now."""
        for pause in (*self.pauses, None):
            try:
                return self.api.raw_request("get", f"/v1/{path}", **(wanted or {})).data
            except FOR_NOW as error:
                if pause is None:
                    raise Unreadable(f"Stripe does not answer ({type(error).__name__})") from error
                time.sleep(pause)
            except stripe.StripeError as error:
                raise Unreadable(f"Stripe says: {error.user_message or error}") from error
