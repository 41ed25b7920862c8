"""The Test gateway's ledger: a SQLite file, on disk before any answer is given."""

import hashlib
import json
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

SCHEMA = Path(__file__).with_name("ledger.sql")
WRITE = """INSERT INTO entry (account, attempt_id, fingerprint, kind, payment, amount, currency,
 method, state, reason, reference, return_url, description, metadata, created_at)
 VALUES (:account, :attempt_id, :fingerprint, :kind, :payment, :amount, :currency,
 :method, :state, :reason, :reference, :return_url, :description, :metadata, :created_at)"""
REFUNDED = """SELECT coalesce(sum(amount), 0) AS amount FROM entry
 WHERE account = ? AND payment = ? AND kind = 'refund' AND state = 'approved'"""


class Reused(Exception):
    """The attempt id belongs to another order."""


class Ledger:
    """The entries of every account; one writer at a time, whoever asks. Rows are dictionaries."""

    def __init__(self, path):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.lock = RLock()
        self.db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
        self.db.row_factory = sqlite3.Row
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = FULL")
        self.db.executescript(SCHEMA.read_text())

    def close(self):
        with self.lock:
            self.db.close()

    @contextmanager
    def writing(self):
        """A transaction, alone; on disk when it is left without an error. One within another
        is part of it."""
        with self.lock:
            if self.db.in_transaction:
                yield
                return
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    def once(self, account, order, decide):
        """The entry of an order: the known one, or `decide()` written down. Raises Reused."""
        fingerprint = hashlib.sha256(json.dumps(order, sort_keys=True).encode()).hexdigest()
        with self.writing():
            known = self.entry(account, order["attempt_id"])
            if known is None:
                self.db.execute(WRITE, {"account": account, "fingerprint": fingerprint, **decide()})
            elif known["fingerprint"] != fingerprint:
                raise Reused(order["attempt_id"])
            return self.entry(account, order["attempt_id"])

    def move(self, entry, state, reason):
        """Take an entry to another state, inside `writing`."""
        self.db.execute(
            "UPDATE entry SET state = ?, reason = ? WHERE position = ?",
            (state, reason, entry["position"]),
        )

    def entry(self, account, attempt_id):
        return self.one(
            "SELECT * FROM entry WHERE account = ? AND attempt_id = ?", account, attempt_id
        )

    def referenced(self, reference):
        return self.one("SELECT * FROM entry WHERE reference = ?", reference)

    def refunded(self, account, payment):
        """Minor units given back so far of the charge with that attempt id."""
        return self.one(REFUNDED, account, payment)["amount"]

    def entries(self, account):
        """All entries of an account, oldest first."""
        return self.all("SELECT * FROM entry WHERE account = ? ORDER BY position", account)

    def one(self, query, *values):
        return next(iter(self.all(query, *values)), None)

    def all(self, query, *values):
        with self.lock:
            return [dict(row) for row in self.db.execute(query, values)]
