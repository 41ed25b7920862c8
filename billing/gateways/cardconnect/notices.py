"""What happened after a payment was approved; the gateway has to be asked for it.

It signs no events. Only its Hosted Payment Page calls back, unsigned, and Portico does not use that
page. Debits that came back, charge-backs and refusals in settlement stand in `settlestat` and
`funding` (https://developer.cardpointe.com/cardconnect-api), by day; both are asked with a day, for
without one they tell each thing only once.

A notice means: money that was promised does not come, or was taken back. Whose payment is still
open asks `find` and settles; a finished one was charged back.
"""

from decimal import Decimal

from billing.gateways.cardconnect import codes
from billing.gateways.event import Event
from billing.gateways.reasons import WON

ACCEPTED = "Y"
REVERSALS = "CHARGEBACKS/CHARGEBACK REVERSALS"


def told(line, merchant_ids, day):
    """The events of a calendar day; raises NotSent, TurnedAway or Unanswered."""
    found = []
    for merchant_id in merchant_ids:
        batches = line.get("settlestat", merchid=merchant_id, date=f"{day:%m%d}")
        funding = line.get("funding", merchid=merchant_id, date=f"{day:%Y%m%d}")
        found += [*settled(batches), *funded(funding)]
    return found


def settled(batches):
    """Of `settlestat`: what its batch refused (`setlstat` of a transaction is Y or N there)."""
    return [
        Event(f"settlement:{retref}", "charge_back", None, retref, "processing_error")
        for batch in objects(batches)
        for retref, row in referenced(batch.get("txns"))
        if row.get("setlstat") not in (ACCEPTED, None, "")
    ]


def funded(day):
    """Of `funding`: debits with a return code, charge-backs, and those that were won."""
    told = day if isinstance(day, dict) else {}
    return [*returned(told.get("txns")), *charged_back(told.get("chargebacks")),
            *given_back(told.get("adjustments"))]


def returned(rows):
    """A return names the debit, or is a record of its own that names it as its parent."""
    found = []
    for retref, row in referenced(rows):
        code = row.get("achreturncode")
        if code:
            parent = row.get("parentretref") or retref
            key = f"return:{retref}:{code}"
            found.append(Event(key, "charge_back", None, parent, codes.why_returned(code)))
    return found


def charged_back(rows):
    return [
        Event(f"chargeback:{named(row)}", "charge_back", None, retref)
        for retref, row in referenced(rows)
    ]


def given_back(rows):
    """Charge-backs that were won are credited as an adjustment, which names no transaction: whose
    it is staff have to find out.
    """
    return [
        Event(f"adjustment:{row['fundingadjustmentid']}", "charge_back", None,
              f"{row['fundingadjustmentid']}: {row['amount']} {row.get('currency') or ''}".strip(),
              WON)
        for row in objects(rows)
        if row.get("fundingadjustmentid") and row.get("type") == REVERSALS and credited(row)
    ]


def credited(row):
    """Amounts below nothing are what was deducted."""
    try:
        return Decimal(row["amount"]) > 0
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return False


def named(row):
    key = row.get("fundingchargebackid")
    return key or f"{row.get('casenumber')}:{row.get('sequencenumber')}"


def referenced(rows):
    """(retref, row) of those that name a transaction."""
    return [(str(row["retref"]), row) for row in objects(rows) if row.get("retref")]


def objects(rows):
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
