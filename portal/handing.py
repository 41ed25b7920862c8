"""A file is handed out by a short-lived address that storage has signed (W3)."""

from flask import redirect
from flask_login import current_user

from config import clock, storage
from config.database import db


def out(record, name):
    """Leads there, and notes when: who is shut out meanwhile has the address taken back (A6).

    Staff who look at a customer's portal leave no trace on its records.
    """
    address = storage.link(record.storage_key, name)
    if not current_user.looks_on:
        record.handed_at = clock.now()
        db.session.commit()
    return redirect(address)
