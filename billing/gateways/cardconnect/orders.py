"""What is asked of the gateway: its own order id, amounts in its format, stored-credential fields.

An order id has at most 19 characters and must be unique; one that could be taken for a card number,
or holds a part that could, is masked and never found again
(https://developer.cardpointe.com/cardconnect-api, "Authorization"). Letters alone cannot be.
"""

import hashlib
import re

from billing.gateways.cardconnect.amounts import written

LENGTH = 19
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TOKENS = re.compile(r"(?P<profile>[0-9]{1,20}/[0-9]{1,3})(?:/(?P<account>ECHK|ESAV))?")

# https://support.cardpointe.com/compliance/visa-stored-credential-transaction-framework-mandate,
# and "Scheduling Recurring Payments" of the guides: who is there, and whether it was scheduled.
PAYER = {"ecomind": "E", "cof": "C", "cofscheduled": "N"}
SCHEDULE = {"ecomind": "R", "cof": "M", "cofscheduled": "Y"}
WEB = {"ecomind": "E"}  # a debit that the payer allowed on the web, now or for later


def order_id(account, attempt_id):
    """Always the same for an attempt of a tenant: 19 letters, which is 89 bits."""
    digest = hashlib.sha256(f"{account}:{attempt_id}".encode()).digest()
    number, letters = int.from_bytes(digest), []
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def token(profile_id, account_id, account_type):
    """What a method is charged by; a bank account has to be named as such with each debit."""
    kind = f"/{account_type}" if account_type in ("ECHK", "ESAV") else ""
    return f"{profile_id}/{account_id}{kind}"


def is_bank(method):
    found = TOKENS.fullmatch(method)
    return bool(found and found["account"])


def auth(charge, key, merchant_id):
    """The order of a charge, taken at once (`capture`); None when its method cannot be one."""
    method = TOKENS.fullmatch(charge.method)
    if method is None:
        return None
    return {
        "merchid": merchant_id,
        "orderid": key,
        "profile": method["profile"],
        "amount": written(charge.amount, charge.currency),
        "currency": charge.currency,
        "capture": "y",
        "userfields": {"attempt": charge.attempt_id, "for": charge.description[:200]},
        **origin(charge, method["account"]),
    }


def origin(charge, account):
    if account:
        return {**WEB, "accttype": account}
    return PAYER if charge.payer_present else SCHEDULE


def refund(refund, key, merchant_id, retref):
    """Of the same merchant id as the payment, or it is not found (change of 26 August 2023)."""
    return {
        "merchid": merchant_id,
        "orderid": key,
        "retref": retref,
        "amount": written(refund.amount, refund.currency),
    }
