"""No card number comes in: whoever types one into a field of ours is told where it belongs.

Numbers are typed into the gateways' own fields only (security C11). A form or an address that holds
one all the same is refused before anything is done with it, so that none is ever kept or mailed.
"""

import re
import unicodedata

from flask import request
from werkzeug.exceptions import UnprocessableEntity

from config.forgery import OF_PROGRAMS, SAFE

# Fourteen digits or more, in groups or not; not what begins as an IBAN or a phone number does.
RUNS = re.compile(r"(?P<other>\b[A-Z]{2}(?=[0-9]{2})|\+)?(?P<run>[0-9](?:[ .-]{0,3}[0-9]){13,})")
# Ids and marks of ours: one in some thousand marks has a card's number somewhere in it.
IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{40,}", re.IGNORECASE)
# By the issuers' published ranges: Visa, Mastercard, American Express, Diners Club, Discover, JCB,
# UnionPay.
CARDS = re.compile(
    "4[0-9]{15}(?:[0-9]{3})?"
    "|(?:5[1-5][0-9]{2}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
    "|3[47][0-9]{13}"
    "|3(?:0[0-5]|[689][0-9])[0-9]{11}"
    "|(?:6011|64[4-9][0-9]|65[0-9]{2}|35(?:2[89]|[3-8][0-9])|62[0-9]{2})[0-9]{12}"
)


class CardNumberSent(UnprocessableEntity):
    page = "card_number"


def join(app):
    """Refuse what holds a card number; not of programs, whose bodies are read by their doors."""
    app.before_request(refuse)


def refuse():
    if not request.query_string and request.method in SAFE:
        return
    if request.path.startswith(OF_PROGRAMS):
        return
    if any(holds_one(text) for _, text in request.values.items(multi=True)):
        raise CardNumberSent


def holds_one(text):
    """Whether a text holds what can be a card's number, written in whatever groups."""
    if len(text) < 14 or IDS.fullmatch(text):
        return False
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return any(not found["other"] and any(map(is_card, windows(found["run"])))
               for found in RUNS.finditer(plain))


def windows(run):
    """Every row of whole groups in a run, such as a date and a number beside each other."""
    groups = re.split("[ .-]+", run)
    for start in range(len(groups)):
        for end in range(start + 1, min(start + 8, len(groups)) + 1):
            yield "".join(groups[start:end])


def is_card(digits):
    return CARDS.fullmatch(digits) is not None and luhn(digits)


def luhn(digits):
    """ISO/IEC 7812-1, annex B."""
    doubled = (sum(divmod(2 * int(each), 10)) for each in digits[-2::-2])
    return (sum(map(int, digits[::-2])) + sum(doubled)) % 10 == 0
