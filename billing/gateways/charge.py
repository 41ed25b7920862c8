"""What Portico asks of a gateway: to charge, to give back, to undo.

Each order carries an `attempt_id`, Portico's id of the attempt row, which is the idempotency key
(security C7): one order, one id, never used for another. A client whose gateway takes shorter ids
derives one from it, always the same: CardPointe's `orderid` has 19 characters, must be unique per
merchant, and is masked when it could be taken for a card number, so it is letters.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

IDS = re.compile(r"[A-Za-z0-9._-]{1,64}")
CURRENCIES = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Charge:
    """Take `amount` minor units of `currency` (ISO 4217) from the method that `method` names.

    `payer_present` is False for autopay (Stripe's off_session, CardPointe's stored-credential
    fields). `return_url` is where the payer comes back to from a 3-D Secure page. Neither
    `description` nor `metadata` (texts only) may hold a card number. Raises ValueError when an
    id, amount or currency cannot be one.
    """

    attempt_id: str
    amount: int
    currency: str
    method: str
    description: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    payer_present: bool = True
    return_url: str | None = None

    def __post_init__(self):
        check_id(self.attempt_id)
        check_money(self.amount, self.currency)


@dataclass(frozen=True)
class Refund:
    """Give back `amount` minor units of the payment whose attempt was `payment` (M9).

    `attempt_id` is this refund's own id; `reference` the gateway's own id of the payment, as its
    Outcome told it. Several refunds of one payment may not exceed it: the gateway declines.
    """

    attempt_id: str
    payment: str
    amount: int
    currency: str
    reference: str | None = None
    description: str = ""

    def __post_init__(self):
        check_id(self.attempt_id)
        check_id(self.payment)
        check_money(self.amount, self.currency)


@dataclass(frozen=True)
class Void:
    """Undo a whole payment not given back in part, or cancel an open one (M9, D26).

    `reference` may be None when the payment's outcome never arrived: `payment`, its attempt id,
    is enough (CardPointe: voidByOrderId).
    """

    attempt_id: str
    payment: str
    reference: str | None = None

    def __post_init__(self):
        check_id(self.attempt_id)
        check_id(self.payment)


def check_id(value):
    if not isinstance(value, str) or not IDS.fullmatch(value):
        raise ValueError(f"not an id of an attempt: {value!r}")


def check_money(amount, currency):
    if type(amount) is not int or amount <= 0:
        raise ValueError(f"not a positive number of minor units: {amount!r}")
    if not isinstance(currency, str) or not CURRENCIES.fullmatch(currency):
        raise ValueError(f"not a currency code: {currency!r}")
