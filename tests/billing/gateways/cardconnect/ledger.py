"""What the CardPointe fake keeps: profiles and transactions, the truth that tests compare with.

A number that is entered is not kept: a token, and by which test card it behaves.
"""

import itertools
import secrets
from dataclasses import dataclass, field
from threading import Lock

QUEUED, ACCEPTED, REJECTED = "Queued for Capture", "Accepted", "Rejected"
DECLINED, VOIDED = "Declined", "Voided"
TYPES = {"3": "AMEX", "4": "VISA", "5": "MC", "6": "DISC"}


@dataclass
class Entry:
    """A transaction; amounts in cents, what was taken, not what was asked for."""

    retref: str
    orderid: str
    merchid: str
    amount: int
    token: str
    respproc: str = "RPCT"
    respcode: str = "000"
    respstat: str = "A"
    resptext: str = "Approval"
    setlstat: str = QUEUED
    parent: str = ""
    settledate: str = ""
    asked: dict = field(default_factory=dict)

    @property
    def took(self):
        """Whether money left the payer, and stays away."""
        return self.respstat == "A" and self.setlstat in (QUEUED, ACCEPTED) and not self.parent


class Book:
    def __init__(self):
        self.lock = Lock()
        self.tokens = {}
        self.profiles = {}
        self.entries = []
        self.retrefs = itertools.count(343005123105)
        self.profile_ids = itertools.count(16700875781344019340)

    def enter(self, number, expiry=None):
        """What the frame posts to the page once a number is in it: a token, unique each time."""
        digits = number.partition("/")[0]
        middle = "".join(secrets.choice("0123456789") for _ in range(9))
        token = f"9{digits[:2]}{middle}{number[-4:]}"
        behaviour = {"4999006200620062": "timeout", "4387750101010101": "partial"}.get(number, "")
        self.tokens[token] = "bank" if "/" in number else behaviour
        message = {"message": token, "token": token, "errorCode": "0", "errorMessage": ""}
        return {**message, "expiry": expiry} if expiry else message

    def save(self, asked):
        """A profile of a token; the same again is the one that is there (release of July 2022)."""
        known = ("account", "accttype", "expiry", "name", "postal")
        facts = {name: asked.get(name) for name in known}
        for profile_id, kept in self.profiles.items():
            if kept == facts:
                return profile_id, kept
        profile_id = str(next(self.profile_ids))
        self.profiles[profile_id] = facts
        return profile_id, facts

    def add(self, **facts):
        entry = Entry(str(next(self.retrefs)), **facts)
        self.entries.append(entry)
        return entry

    def by_order(self, orderid):
        """None of those that a Luhn check took for a card number: they are masked."""
        return [] if luhn(orderid) else [each for each in self.entries if each.orderid == orderid]

    def by_retref(self, retref):
        return next((each for each in self.entries if each.retref == retref), None)

    def refunded(self, retref):
        given = (each for each in self.entries if each.parent == retref)
        return sum(each.amount for each in given if each.respstat == "A")

    def taken(self):
        """Cents that were taken from payers, without those given back."""
        return sum(each.amount for each in self.entries if each.took)

    def settle(self, moment="20260302120000", status=ACCEPTED):
        """Close the batch: what was queued is settled, or refused."""
        for each in self.entries:
            if each.setlstat == QUEUED:
                each.setlstat, each.settledate = status, moment


def luhn(text):
    """Whether it passes for a card number, as the gateway's check of order ids does."""
    if not text.isdecimal() or not 12 <= len(text) <= 19:
        return False
    digits = [int(each) for each in reversed(text)]
    doubled = (sum(divmod(2 * each, 10)) for each in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
