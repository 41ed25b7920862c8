"""The numbers that the Test gateway knows, and what each brings about.

Those that Stripe publishes for the same end keep Stripe's number; the others pass the Luhn check
and belong to nobody. Each has a ready token, `tm_` and its name, good for every customer.
"""

from dataclasses import dataclass

from billing.gateways.method import BANK_ACCOUNT, CARD, Method
from billing.gateways.outcome import State

ROUTING_NUMBER = "110000000"
READY_EXPIRY = "2035-12"


@dataclass(frozen=True)
class Number:
    """`settles` is the reason with which a bank debit is returned, None when it is paid."""

    name: str
    digits: str
    means: str
    brand: str = "Visa"
    state: State = State.APPROVED
    reason: str | None = None
    settles: str | None = None
    trouble: str | None = None
    when: str = "before"

    @property
    def type(self):
        return BANK_ACCOUNT if self.state is State.PROCESSING else CARD

    @property
    def token(self):
        return f"tm_{self.name}"


def declined(name, digits, means):
    return Number(name, digits, means, state=State.DECLINED, reason=name)


def troubled(name, digits, means, when):
    return Number(name, digits, means, trouble=name.removesuffix(f"_{when}"), when=when)


def debit(name, digits, means, settles=None):
    return Number(name, digits, means, "Test Bank", State.PROCESSING, settles=settles)


ALL = (
    Number("visa", "4242424242424242", "Approved"),
    Number("mastercard", "5555555555554444", "Approved", "Mastercard"),
    Number("amex", "378282246310005", "Approved", "American Express"),
    declined("card_declined", "4000000000000002", "Declined by the bank"),
    declined("insufficient_funds", "4000000000009995", "Declined, not enough funds"),
    declined("lost_card", "4000000000009987", "Declined, lost"),
    declined("stolen_card", "4000000000009979", "Declined, stolen"),
    declined("expired_card", "4000000000000069", "Declined, expired"),
    declined("incorrect_cvc", "4000000000000127", "Declined, wrong security code"),
    declined("processing_error", "4000000000000119", "Declined, processing error"),
    Number("3ds", "4000002500003155", "3-D Secure needed", state=State.ACTION_REQUIRED),
    troubled("timeout_after", "4000000000095010", "Charged, then no answer", "after"),
    troubled("timeout_before", "4000000000095028", "No answer, not charged", "before"),
    troubled("error_after", "4000000000095036", "Charged, then error 500", "after"),
    troubled("error_before", "4000000000095044", "Error 500, not charged", "before"),
    troubled("cut_after", "4000000000095051", "Charged, then cut off", "after"),
    troubled("cut_before", "4000000000095069", "Cut off, not charged", "before"),
    troubled("garbled_after", "4000000000095077", "Charged, answer unreadable", "after"),
    troubled("slow", "4000000000095085", "Approved after five seconds", "before"),
    debit("bank", "000123456789", "Bank debit that is paid days later"),
    debit("bank_closed", "000111111113", "Bank debit returned, closed", "account_closed"),
    debit("bank_missing", "000111111116", "Bank debit returned, no account", "no_account"),
    debit("bank_empty", "000222222227", "Bank debit returned, no funds", "insufficient_funds"),
)

BY_NAME = {number.name: number for number in ALL}
BY_DIGITS = {number.digits: number for number in ALL}


def ready(token):
    """The number behind a ready token, or None."""
    return BY_NAME.get(token.removeprefix("tm_")) if token.startswith("tm_") else None


def method(number, token, expiry, holder):
    expiry = expiry if number.type == CARD else ""
    return Method(token, number.type, number.brand, number.digits[-4:], expiry, holder)
