"""What the gateway knows of an order later: the records that `inquire` and `inquireByOrderid` tell.

`setlstat` says how one stands (https://developer.cardpointe.com/cardconnect-api, "Inquire"). Where
several carry one order id, a list comes; declined ones beside an approved one do not count.
"""

from datetime import datetime, timedelta, timezone

from billing.gateways.cardconnect import codes
from billing.gateways.cardconnect.amounts import minor
from billing.gateways.cardconnect.answers import retref
from billing.gateways.outcome import Finding, Found, Outcome, State
from config import clock

BANKS = frozenset({"PSTR", "BPAY"})  # who passes on debits: ProfitStars, Fiserv ACH
QUEUED, SETTLED = "queued for capture", "accepted"
NOT_FOUND = ("PPS", "29")
TAKEN = frozenset({QUEUED, SETTLED, "pin debit", "amount under review"})
# A bank returns a debit until its second banking day after it was settled (NACHA operating rules;
# a consumer who says that it was not allowed has 60 days). With a weekend and a holiday between:
RETURN_TIME = timedelta(days=5)
MONEY = frozenset({State.APPROVED, State.PROCESSING})
UNKNOWN = Finding(Found.UNKNOWN)


def finding(answer, key, currency):
    """What the answer to a question about an order id says.

    Unknown too where two records took money: a person has to look at those.
    """
    rows = records(answer)
    if rows is None or not all(about(row, key) for row in rows):
        return UNKNOWN
    if not rows:
        return Finding(Found.NOT_FOUND)
    outcomes = [outcome(row, currency) for row in rows]
    taken = [each for each in outcomes if each.state in MONEY]
    if len(taken) > 1 or any(each.state is State.UNKNOWN for each in outcomes):
        return UNKNOWN
    return Finding(Found.FOUND, (taken or outcomes)[-1])


def records(answer):
    """The transactions told of; none for "Txn not found"; None for what cannot be trusted."""
    if isinstance(answer, dict) and (answer.get("respproc"), answer.get("respcode")) == NOT_FOUND:
        return []
    rows = answer if isinstance(answer, list) else [answer]
    return rows if rows and all(retref(row) and settlement(row) for row in rows) else None


def standing(rows):
    """The record to act on among those of an order id: not a declined one, a voided one last."""
    approved = [row for row in rows if row.get("respstat") == "A"]
    return min(approved, key=lambda row: settlement(row) == "voided", default=None)


def about(row, key):
    """Whether the record is that of the order, as far as it says."""
    return (row.get("orderId") or row.get("orderid") or key) == key


def outcome(row, currency):
    """Of one record; unknown when its amount or its state are none that we know."""
    reference, reason = retref(row), failure(row)
    if reason:
        return Outcome(State.DECLINED, reason, reference)
    try:
        amount = minor(row.get("amount"), currency)
    except ValueError:
        return Outcome(State.UNKNOWN, "no_answer", reference)
    if settlement(row) not in TAKEN or row.get("respstat") != "A":
        return Outcome(State.UNKNOWN, "no_answer", reference)
    return Outcome(taken(row), None, reference, None, amount)


def failure(row):
    """Why no money moves, or none any more; else None, also where it says both."""
    refused = row.get("respstat") in ("B", "C") and settlement(row) not in TAKEN
    if refused or settlement(row) == "declined":
        passing = row.get("respstat") == "B"
        return codes.why(row, "processing_error" if passing else "card_declined")
    return {"voided": "voided", "rejected": rejection(row)}.get(settlement(row))


def settlement(row):
    """How it stands, in small letters: the guides and the answers differ in theirs."""
    told = row.get("setlstat")
    return told.lower() if isinstance(told, str) else ""


def rejection(row):
    """Why a record was refused in settlement; the return code stands in the funding."""
    return codes.RETURNED if is_bank(row) else "processing_error"


def taken(row):
    waits = is_bank(row) and not is_refund(row) and not past_return(row)
    return State.PROCESSING if waits else State.APPROVED


def is_refund(row):
    return row.get("authcode") == "REFUND" or str(row.get("amount")).startswith("-")


def is_bank(row):
    return row.get("respproc") in BANKS or row.get("cardproc") in BANKS


def past_return(row):
    """Whether a debit was settled so long ago that it comes back no more, as a rule."""
    try:
        day = datetime.strptime(row.get("settledate") or "", "%Y%m%d%H%M%S")
    except (TypeError, ValueError):
        return False
    settled_at = day.replace(tzinfo=timezone.utc)
    return settlement(row) == SETTLED and clock.now() - settled_at > RETURN_TIME
