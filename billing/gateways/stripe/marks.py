"""How Stripe's objects are recognized as ours: by metadata, which only the secret key can write.

Several tenants, and other software, may share one account at Stripe, so every mark names the
account that Portico means, and every idempotency key as well.
"""

from typing import NamedTuple

ACCOUNT, ATTEMPT = "portico_account", "portico_attempt"
CUSTOMER, KIND, VOID = "portico_customer", "portico_kind", "portico_void"
LONGEST = 500  # of a value: https://docs.stripe.com/api/metadata


class Token(NamedTuple):
    """What a saved method is called by: Stripe's customer, its payment method, and its type."""

    customer: str
    method: str
    type: str

    @classmethod
    def read(cls, text):
        """The token in a Method, or None when the text is none."""
        parts = text.split("/")
        return cls(*parts) if len(parts) == 3 and all(parts) else None

    def __str__(self):
        return "/".join(self)


def texts(values):
    return {key: str(value)[:LONGEST] for key, value in values.items()}


def ours(told, account, key, value):
    """Whether an object carries that mark of that account."""
    marks = told.get("metadata") or {}
    return marks.get(ACCOUNT) == account and marks.get(key) == value


def query(value, *keys):
    """Asks Stripe's search for what carries the value under any of these keys.

    Search ignores case and takes either OR or AND, so who asks compares with `ours` afterwards:
    https://docs.stripe.com/search#search-query-language
    """
    return " OR ".join(f"metadata['{key}']:'{quoted(value)}'" for key in keys)


def quoted(value):
    return value.replace("\\", "").replace("'", "")


def once(account, *steps):
    """The options of a call that Stripe carries out once; it forgets the key after a day at the
    earliest: https://docs.stripe.com/api/idempotent_requests
    """
    return {"idempotency_key": ":".join(("portico", account, *steps))}
