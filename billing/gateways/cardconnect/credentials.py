"""What a company is given by CardConnect, and gives to Portico.

The host is made of the site's name and nothing else: no tenant can lead us elsewhere (security
C17). A site whose name ends in -uat is the test environment, any other one moves real money
(https://developer.cardpointe.com/guides/cardpointe-gateway, "Understanding the UAT Environment").
"""

import re
from dataclasses import dataclass, field, fields

from billing.gateways.errors import NotConfigured

HOST = ".cardconnect.com"
TEST = "-uat"
PATTERNS = {
    "site": re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?"),
    "merchant_id": re.compile(r"[A-Za-z0-9]{1,16}"),
    "username": re.compile(r"[!-9;-~]{1,100}"),
    "password": re.compile(r"[ -~]{1,200}"),
    "currency": re.compile(r"[A-Z]{3}"),
    "bank_merchant_id": re.compile(r"[A-Za-z0-9]{0,16}"),
    "verify": re.compile(r"on|"),
}


@dataclass(frozen=True)
class Credentials:
    """One merchant account.

    `currency` is the one that the account is kept in; it takes no other. `bank_merchant_id` is
    set where bank debits are settled under an account of their own, whose funding is asked for
    too. `verify` is "on" when a card is tried with the bank for nothing before it is saved.
    """

    site: str
    merchant_id: str
    username: str
    password: str = field(repr=False)
    currency: str = "USD"
    bank_merchant_id: str = ""
    verify: str = ""

    def __post_init__(self):
        for name, pattern in PATTERNS.items():
            if not pattern.fullmatch(getattr(self, name)):
                raise NotConfigured(name)

    @classmethod
    def of(cls, given, sandbox=False):
        """From a mapping of texts; unknown names are left alone.

        Raises NotConfigured with the name of what is missing or cannot be right, and "site" when
        a sandbox would move real money (T3).
        """
        texts = {each.name: (given.get(each.name) or "").strip() for each in fields(cls)}
        texts["site"] = named(texts["site"])
        texts["currency"] = texts["currency"] or cls.currency
        made = cls(**texts)
        if sandbox and made.live:
            raise NotConfigured("site")
        return made

    @property
    def live(self):
        return not self.site.endswith(TEST)

    @property
    def origin(self):
        """Of the gateway, and of the frame in which a number is entered."""
        return f"https://{self.site}{HOST}"

    @property
    def merchant_ids(self):
        return [each for each in (self.merchant_id, self.bank_merchant_id) if each]


def named(site):
    """Just the site's name, also where the whole address was typed."""
    host = site.lower().removeprefix("https://").partition("/")[0]
    return host.removesuffix(HOST)
