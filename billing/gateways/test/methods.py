"""Methods at the Test gateway: a number comes in, a token goes out, the number is not kept."""

import secrets

from billing.gateways.method import BANK_ACCOUNT, CARD
from billing.gateways.test import numbers
from config import clock

KEEP = """INSERT INTO method (account, token, customer, number, expiry, holder, created_at)
 VALUES (?, ?, ?, ?, ?, ?, ?)"""


class Invalid(ValueError):
    """What is wrong, by the name of the input."""

    def __init__(self, **errors):
        super().__init__(str(errors))
        self.errors = errors


def register(ledger, account, customer, entered):
    """Keep a method entered as texts (type, number, routing, expiry as MM/YY, holder); its token.

    Raises Invalid.
    """
    number, expiry, holder = checked(entered)
    token = f"{number.token}_{secrets.token_hex(8)}"
    now = clock.now().isoformat()
    with ledger.writing():
        ledger.db.execute(KEEP, (account, token, customer, number.name, expiry, holder, now))
    return token


def look_up(ledger, account, token):
    """(Method, customer or None, its number) of a token, or None."""
    query = "SELECT * FROM method WHERE account = ? AND token = ?"
    if kept := ledger.one(query, account, token):
        number = numbers.BY_NAME[kept["number"]]
        method = numbers.method(number, token, kept["expiry"], kept["holder"])
        return method, kept["customer"], number
    if number := numbers.ready(token):
        return numbers.method(number, token, numbers.READY_EXPIRY, "Test Payer"), None, number
    return None


def remove(ledger, account, token):
    """Forget what was entered; False where it is not known. Ready tokens stay good."""
    query = "DELETE FROM method WHERE account = ? AND token = ?"
    with ledger.writing():
        return ledger.db.execute(query, (account, token)).rowcount > 0


def expired(method):
    return method.type == CARD and method.expiry < this_month()


def checked(entered):
    kind = entered.get("type", CARD)
    number = numbers.BY_DIGITS.get(digits(entered.get("number", "")))
    expiry = month(entered.get("expiry", "")) if kind == CARD else ""
    holder = entered.get("holder", "").strip()[:100]
    errors = {}
    if number is None or number.type != kind:
        errors["number"] = "This is a test: please use one of the numbers listed below."
    if kind == BANK_ACCOUNT and digits(entered.get("routing", "")) != numbers.ROUTING_NUMBER:
        errors["routing"] = f"Please use the routing number {numbers.ROUTING_NUMBER}."
    if kind == CARD and expiry < this_month():
        errors["expiry"] = "Please enter this month or a later one, as MM/YY."
    if not holder:
        errors["holder"] = "Please enter the account holder's name."
    if errors:
        raise Invalid(**errors)
    return number, expiry, holder


def digits(text):
    return "".join(text.replace("-", " ").split())


def month(text):
    """ "YYYY-MM" of a text such as 4/31, 04/31 or 04 / 2031, or an empty one."""
    parts = [part.strip() for part in text.split("/")]
    if len(parts) != 2 or not all(part.isascii() and part.isdecimal() for part in parts):
        return ""
    number, year = int(parts[0]), parts[1]
    if not 1 <= number <= 12 or len(year) not in (2, 4):
        return ""
    return f"{year if len(year) == 4 else '20' + year}-{number:02}"


def this_month():
    return f"{clock.now():%Y-%m}"
