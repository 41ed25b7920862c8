"""Who used it: the customer that a sub-account's name stands for."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

PLAIN = re.compile(r"[A-Z0-9][a-z0-9]*( [A-Z0-9][a-z0-9]*)*", re.ASCII)
RESERVED = ("PT-", "PM-", "ST-")  # D20
LONGEST_PLAIN, LONGEST_SLUG = 40, 30


class Account(NamedTuple):
    name: str
    customer_id: str

    @property
    def contact_id(self):
        return f"{self.customer_id}-billing"

    @property
    def email(self):
        """An address that cannot exist (RFC 2606), to be replaced by the real one; no two
        accounts share it, since one address is one login."""
        return f"billing@{self.customer_id.lower()}.example"


@lru_cache(maxsize=10_000)
def account(name):
    """The account of a name; two names never share an id.

    “Orion Zenith” is Orion-Zenith; any other name is what can be read of it, a dot, which no
    plain id has, and a hash.
    """
    plain = name.replace(" ", "-")
    if PLAIN.fullmatch(name) and len(name) <= LONGEST_PLAIN and not plain.startswith(RESERVED):
        return Account(name, plain)
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Account(name, f"{slug(name) or 'account'}.{digest}")


def slug(name):
    """The letters and digits of a name without their accents, joined by single dashes."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", bare.lower()))
    return words[:LONGEST_SLUG].strip("-")
