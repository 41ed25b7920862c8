"""The card network behind the CardPointe fake, as its test environment has it.

Amounts of $1,000 to $1,999 bring the code of their last three digits, and two test cards behave:
https://developer.cardpointe.com/guides/cardpointe-gateway, "Test Cases". Codes are those of Rapid
Connect and of ProfitStars: https://integrate.clover.com/developers/gateway-response-codes.
"""

from dataclasses import dataclass
from decimal import Decimal

PASSING = {"511": "The card has expired. Get the new expiration date and try again.", "920": "Busy"}
TEXTS = {
    "100": "Do not honor",
    "101": "Expired card",
    "116": "Not sufficient funds",
    "208": "Lost card",
    "209": "Stolen card",
    "500": "Decline",
    "517": "CVV2 Declined",
    "913": "Duplicate transaction",
}


@dataclass
class Verdict:
    respproc: str
    respcode: str
    respstat: str
    resptext: str
    amount: int


def decide(behaviour, amount):
    """On a debit or a card, for `amount` cents."""
    if behaviour == "bank":
        return Verdict("PSTR", "00", "A", "Success", amount)
    if behaviour == "timeout":
        return Verdict("PPS", "62", "B", "Timed out", amount)
    if behaviour == "partial" and amount >= 600:
        return Verdict("RPCT", "002", "A", "Approve for Partial Amount", 500)
    if 100_000 <= amount < 200_000:
        code = f"{amount // 100 % 1000:03}"
        stat = "A" if code == "000" else "B" if code in PASSING else "C"
        return Verdict("RPCT", code, stat, TEXTS.get(code, PASSING.get(code, "Declined")), amount)
    return Verdict("RPCT", "000", "A", "Approval", amount)


def in_cents(amount):
    """Of an amount with a point in dollars, without one in cents; None for what is none."""
    try:
        return int(Decimal(amount) * (100 if "." in amount else 1))
    except (ArithmeticError, ValueError):
        return None


def dollars(cents):
    return f"{Decimal(cents) / 100:.2f}"
