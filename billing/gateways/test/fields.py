"""A visit to the Test gateway's card field: opened by Portico, used once by the payer."""

import secrets
from datetime import datetime, timedelta

from billing.gateways.method import KINDS
from config import clock

LIFETIME = timedelta(hours=1)
KEEP = """INSERT INTO field (field_id, account, customer, return_url, kinds, created_at)
 VALUES (?, ?, ?, ?, ?, ?)"""


def begin(ledger, account, customer, return_url, kinds):
    """The id of a new field, unguessable. Raises ValueError on a wrong address or kind."""
    if not return_url.startswith(("http://", "https://")):
        raise ValueError("return_url")
    if not kinds or not set(kinds) <= set(KINDS):
        raise ValueError("kinds")
    field_id = f"fs_{secrets.token_urlsafe(24)}"
    now = clock.now().isoformat()
    values = (field_id, account, str(customer), return_url, ",".join(kinds), now)
    with ledger.writing():
        ledger.db.execute(KEEP, values)
    return field_id


def known(ledger, field_id):
    """The field while it can be used, or None."""
    field = ledger.one("SELECT * FROM field WHERE field_id = ? AND used = 0", field_id)
    if field and clock.now() - datetime.fromisoformat(field["created_at"]) < LIFETIME:
        return {**field, "kinds": field["kinds"].split(",")}
    return None


def use_up(ledger, field_id):
    """So that it is known no more; inside `ledger.writing`, after asking whether it is known."""
    ledger.db.execute("UPDATE field SET used = 1 WHERE field_id = ?", (field_id,))
