"""Saved methods are profiles at the gateway: an order that makes one, and what it answers.

https://developer.cardpointe.com/cardconnect-api, "Profile". Each method is a profile of its own.
"""

import re
import unicodedata

from billing.gateways.cardconnect import codes, orders
from billing.gateways.cardconnect.answers import stated
from billing.gateways.errors import MethodRefused, Unreachable
from billing.gateways.method import BANK_ACCOUNT, CARD, Method
from config import clock

# "Understanding CardSecure Tokens": 16 digits as a rule, the first always 9, the last four those of
# the number. No card's number begins with a 9, so none is ever passed on.
TOKENS = re.compile(r"9[0-9]{14,18}")
EXPIRIES = re.compile(r"(?P<year>20[0-9]{2})(?P<month>0[1-9]|1[0-2])")
SHORT = re.compile(r"(?P<month>0[1-9]|1[0-2])/?(?P<year>[0-9]{2})")
NUMBERS = re.compile(r"(?:\d\W{0,2}){12}")
BRANDS = {
    "VISA": "Visa",
    "MC": "Mastercard",
    "AMEX": "American Express",
    "DISC": "Discover",
    "DSCV": "Discover",
    "DNR": "Diners Club",
    "JCB": "JCB",
    "ECHK": "Checking",
    "ESAV": "Savings",
}
ACCOUNTS = {"checking": "ECHK", "savings": "ESAV"}


def order(kind, answer, merchant_id):
    """The order that saves what the page handed back; raises MethodRefused."""
    token = answer.get("token", "")
    if not TOKENS.fullmatch(token):
        raise MethodRefused("method_unknown")
    asked = {"merchid": merchant_id, "account": token, "cofpermission": "y", **person(answer)}
    if kind == BANK_ACCOUNT:
        return {**asked, "accttype": ACCOUNTS.get(answer.get("account_type"), "ECHK")}
    return {**asked, "expiry": good_until(answer.get("expiry", ""))}


def person(answer):
    """Who holds it, as far as typed, in the ASCII that the gateway expects.

    The postal code is compared by the bank where the company switched that on at CardConnect (AVS);
    debits want a phone number of the United States.
    """
    name = plain(holder(answer)).encode("ascii", "ignore").decode()
    texts = {"name": name[:30], "postal": postal(answer), "phone": phone(answer)}
    return {key: text for key, text in texts.items() if text}


def holder(answer):
    """The name as typed; nothing where somebody typed the number into it."""
    name = "".join(each for each in answer.get("name", "") if each.isprintable()).strip()
    return "" if NUMBERS.search(plain(name)) else name[:100]


def plain(name):
    """Without accents, and with all kinds of digits as the usual ones."""
    return unicodedata.normalize("NFKD", name)


def postal(answer):
    code = "".join(each for each in answer.get("postal", "") if each.isascii() and each.isalnum())
    return code.upper() if len(code) <= 9 else ""


def phone(answer):
    digits = "".join(each for each in answer.get("phone", "") if each in "0123456789")
    return digits if len(digits) in (10, 11) else ""


def good_until(text):
    """MMYY of YYYYMM or MMYY; raises MethodRefused, also for a month that is over.

    The gateway itself refuses no card as expired (its response codes say so).
    """
    found = EXPIRIES.fullmatch(text) or SHORT.fullmatch(text)
    if not found:
        raise MethodRefused("expired_card")
    month, year = found["month"], found["year"][-2:]
    if f"20{year}-{month}" < f"{clock.now():%Y-%m}":
        raise MethodRefused("expired_card")
    return month + year


def saved(answer, asked, name):
    """The Method that the gateway says it saved; raises MethodRefused and Unreachable."""
    if stated(answer) == "C":
        raise MethodRefused(codes.why(answer))
    if stated(answer) != "A":
        raise Unreachable("no profile")
    kind = answer.get("accttype") or ""
    token = orders.token(answer.get("profileid"), answer.get("acctid"), kind)
    if not orders.TOKENS.fullmatch(token):
        raise Unreachable("no profile")
    return described({**asked, **answer, "name": name}, token, kind)


def described(told, token, kind):
    """`told` holds the number's token, whose last four digits are those of the number."""
    bank = kind in ACCOUNTS.values()
    return Method(
        token,
        BANK_ACCOUNT if bank else CARD,
        BRANDS.get(kind, kind.title()),
        str(told.get("token") or told["account"])[-4:],
        "" if bank else month(told.get("expiry") or ""),
        told["name"],
    )


def month(text):
    """YYYY-MM of the MMYY that the gateway writes."""
    found = SHORT.fullmatch(text)
    return f"20{found['year']}-{found['month']}" if found else ""
