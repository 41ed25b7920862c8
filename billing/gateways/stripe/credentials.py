"""What a company gives to be paid through Stripe: https://docs.stripe.com/keys"""

import re
from dataclasses import dataclass, field, fields

from billing.gateways.errors import NotConfigured

# https://docs.stripe.com/get-started/account/statement-descriptors
DESCRIPTOR = r"(?=.*[A-Za-z])[^<>\\'\"*\x00-\x1f\x7f-\U0010ffff]{5,22}"
PATTERNS = {
    "secret_key": re.compile(r"(?:sk|rk)_(test|live)_[A-Za-z0-9]{8,250}"),
    "publishable_key": re.compile(r"pk_(test|live)_[A-Za-z0-9]{8,250}"),
    "webhook_secret": re.compile(r"whsec_[A-Za-z0-9+/=_-]{8,250}"),
    "statement_descriptor": re.compile(rf"(?:{DESCRIPTOR})?"),
}


@dataclass(frozen=True)
class Credentials:
    """Two keys of one account and one mode, the secret of the webhook, and what payers read on
    their statements: a suffix to the account's own words for cards, all of it for bank debits.

    Raises NotConfigured with the name of what cannot be right, and why: “malformed”, or
    “other_mode” when one key is of the test mode and the other is not.
    """

    secret_key: str = field(repr=False)
    publishable_key: str
    webhook_secret: str = field(repr=False)
    statement_descriptor: str = ""

    def __post_init__(self):
        for name, pattern in PATTERNS.items():
            if not pattern.fullmatch(getattr(self, name)):
                raise NotConfigured(name, "malformed")
        if self.mode("secret_key") != self.mode("publishable_key"):
            raise NotConfigured("publishable_key", "other_mode")

    @classmethod
    def of(cls, given, sandbox=False):
        """From a mapping of texts; unknown names are left alone.

        Raises NotConfigured, also with “live_in_sandbox” (T3).
        """
        made = cls(**{each.name: (given.get(each.name) or "").strip() for each in fields(cls)})
        if sandbox and made.live:
            raise NotConfigured("secret_key", "live_in_sandbox")
        return made

    @property
    def live(self):
        """Whether they move real money, as their prefixes say."""
        return self.mode("secret_key") == "live"

    def mode(self, name):
        return PATTERNS[name].fullmatch(getattr(self, name))[1]
