"""Whether the gateway's ledger and ours say the same, and what they say otherwise."""

from collections import Counter
from typing import NamedTuple

ATTEMPTS = """select attempt_id::text, state, a.amount, p.status, p.payment_amount, p.payment_id
 from payment_attempt a left join payment p using (tenant_id, payment_id)"""
SHARES = "select invoice_id, attempt_id::text, amount from attempt_share"
COUNTED = """select invoice_id from invoice i where paid_amount <> (select coalesce(sum(amount), 0)
 from allocation a where a.tenant_id = i.tenant_id and a.invoice_id = i.invoice_id)"""
REFUNDED = """select attempt_id::text, refunded_amount from payment_attempt
 join payment using (tenant_id, payment_id) where refunded_amount > 0"""
LETTERS = """select payment_id from payment p where status = 'Processed' and 1 <> (select count(*)
 from mail where template = 'payment_receipt' and subject_ids->>'payment_id' = p.payment_id)"""
OPEN = "select count(*) from refund where state in ('pending', 'unknown')"
GONE = ("not sent", "cancelled", "declined")
UNSURE = ("pending", "unknown")
THERE = ("Processed", "Refunded")


class Books(NamedTuple):
    """Numbers of charges that the gateway made, and of all that should not be."""

    attempts: int
    charges: int
    twice: int
    lost: int
    invented: int
    differing: int
    miscounted: int
    letters: int
    given_back: int
    unsure: int

    @property
    def agree(self):
        return not any(self[2:])


class Attempt(NamedTuple):
    attempt_id: str
    state: str
    amount: int
    status: str | None
    paid: int | None
    payment_id: str | None


def compared(shop):
    """The Books of a shop as it stands."""
    attempts = {row[0]: Attempt(*row) for row in shop.read(ATTEMPTS)}
    entries = shop.entries()
    charges = {each["attempt_id"]: each for each in entries if each["kind"] == "charge"}
    taken = {key: each for key, each in charges.items() if each["state"] == "approved"}
    return Books(
        attempts=len(attempts), charges=len(taken), twice=len(paid_twice(shop, taken)),
        lost=sum(not received(attempts.get(key), each) for key, each in taken.items()),
        invented=sum(one.status in THERE and one.attempt_id not in taken
                     for one in attempts.values()),
        differing=sum(not same(one, charges.get(one.attempt_id)) for one in attempts.values()),
        miscounted=len(shop.read(COUNTED)), letters=len(shop.read(LETTERS)),
        given_back=len(given_back_otherwise(shop, entries)),
        unsure=sum(one.state in UNSURE for one in attempts.values()) + shop.read(OPEN)[0][0])


def paid_twice(shop, taken):
    """Invoices for which the gateway took money more than once."""
    times = Counter(invoice_id for invoice_id, key, _ in shop.read(SHARES) if key in taken)
    return [invoice_id for invoice_id, number in times.items() if number > 1]


def given_back_otherwise(shop, entries):
    """Attempts of whose money the gateway gave back another sum than we know of."""
    sums = Counter()
    for each in entries:
        if each["kind"] == "refund" and each["state"] == "approved":
            sums[each["payment"]] += each["amount"]
    sums.subtract(dict(shop.read(REFUNDED)))
    return [key for key, rest in sums.items() if rest]


def received(attempt, charge):
    return attempt and attempt.status in THERE and attempt.paid == charge["amount"]


def same(attempt, charge):
    """An attempt without an outcome yet says nothing, so nothing wrong."""
    if attempt.state in UNSURE:
        return True
    if charge is None:
        return attempt.state == "not sent"
    return attempt.state in GONE if charge["state"] == "declined" else \
        attempt.state == charge["state"]


def table(rows):
    """Lines of a table of Books by what was done."""
    yield "| " + " | ".join(("", "times", *Books._fields)) + " |"
    yield "| --- " * (len(Books._fields) + 2) + "|"
    for what, times, books in rows:
        yield "| " + " | ".join(map(str, (what, times, *books))) + " |"


def difference(before, after):
    return Books(*(new - old for old, new in zip(before, after, strict=True)))


def tally(answers):
    counted = sorted(Counter(answers).items(), key=str)
    return ", ".join(f"{number} × {status}" for status, number in counted)
