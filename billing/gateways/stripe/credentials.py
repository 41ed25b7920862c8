"""What a tenant gives to be paid through Stripe: https://docs.stripe.com/keys"""

import re
from dataclasses import dataclass, field

SECRET = re.compile(r"(?:sk|rk)_(test|live)_[A-Za-z0-9]{8,250}")
PUBLISHABLE = re.compile(r"pk_(test|live)_[A-Za-z0-9]{8,250}")
WEBHOOK = re.compile(r"whsec_[A-Za-z0-9+/=_-]{8,250}")
# https://docs.stripe.com/get-started/account/statement-descriptors
DESCRIPTOR = re.compile(r"(?=.*[A-Za-z])[ -~]{5,22}")
FORBIDDEN = frozenset("<>\\'\"*")


@dataclass(frozen=True)
class Credentials:
    """Two keys of one account and one mode, the secret of the webhook, and what payers read on
    their statements: a suffix to the account's own words for cards, all of it for bank debits."""

    secret_key: str = field(repr=False)
    publishable_key: str
    webhook_secret: str = field(repr=False)
    statement_descriptor: str = ""

    @property
    def live(self):
        """Whether they move real money, as their prefixes say."""
        return mode(SECRET, self.secret_key) == "live"

    def objections(self, sandbox=False):
        """What can be said of them without asking, by field; each value is one of
        `billing.gateways.stripe.checking`'s."""
        told = self.malformed()
        if "secret_key" not in told and sandbox and self.live:
            told["secret_key"] = "live_in_sandbox"
        if not told and mode(PUBLISHABLE, self.publishable_key) != mode(SECRET, self.secret_key):
            told["publishable_key"] = "other_mode"
        return told

    def malformed(self):
        fits = {
            "secret_key": SECRET.fullmatch(self.secret_key),
            "publishable_key": PUBLISHABLE.fullmatch(self.publishable_key),
            "webhook_secret": WEBHOOK.fullmatch(self.webhook_secret),
            "statement_descriptor": not self.statement_descriptor
            or printable(self.statement_descriptor),
        }
        return {name: "malformed" for name, good in fits.items() if not good}


def mode(pattern, key):
    known = pattern.fullmatch(key)
    return known and known[1]


def printable(descriptor):
    return DESCRIPTOR.fullmatch(descriptor) and not FORBIDDEN & set(descriptor)
