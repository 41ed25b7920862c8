"""A payer's bank takes an approved charge back, and may yet decide for the merchant."""

from billing.gateways.outcome import State
from billing.gateways.test.orders import charge_of

TAKEN, WON = "taken", "won"
TAKE = "INSERT OR IGNORE INTO charge_back (account, attempt_id, state) VALUES (?, ?, ?)"
WIN = "UPDATE charge_back SET state = ? WHERE account = ? AND attempt_id = ?"
STANDING = "SELECT state FROM charge_back WHERE account = ? AND attempt_id = ?"


def take(ledger, account, attempt_id):
    """Only once, and only what was approved."""
    with ledger.writing():
        payment = charge_of(ledger, account, attempt_id)
        if payment and payment["state"] == State.APPROVED:
            ledger.db.execute(TAKE, (account, attempt_id, TAKEN))


def win(ledger, account, attempt_id):
    """The money is there again; nothing where none was taken."""
    with ledger.writing():
        ledger.db.execute(WIN, (WON, account, attempt_id))


def standing(ledger, account, attempt_id):
    """TAKEN, WON, or None for a charge that no bank has taken back."""
    found = ledger.one(STANDING, account, attempt_id)
    return found and found["state"]
