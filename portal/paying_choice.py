"""What a paying form says: ids and amounts that can be some, else the request is refused."""

import re
import uuid

from flask import abort

IDS = re.compile(r"[A-Za-z0-9._-]{1,64}")  # D20
AMOUNTS = re.compile(r"[0-9]{1,18}")
MOST = 200  # invoices in one payment


def chosen(form):
    """(method id or "", ids of the ticked invoices)."""
    method_id, invoice_ids = form.get("payment_method_id", ""), form.getlist("invoice_id")
    if not all(map(IDS.fullmatch, [*invoice_ids, method_id or "-"])) or len(invoice_ids) > MOST:
        abort(404)
    return method_id, list(dict.fromkeys(invoice_ids))


def reviewed(form):
    """(method id, minor units by invoice id) as the review page showed them."""
    method_id, invoice_ids = chosen(form)
    amounts = form.getlist("amount")
    if len(amounts) != len(invoice_ids) or not all(map(AMOUNTS.fullmatch, amounts)):
        abort(400)
    return method_id, dict(zip(invoice_ids, map(int, amounts), strict=True))


def minted(form):
    """The id that the review page gave to this very form."""
    try:
        return uuid.UUID(form.get("attempt_id", ""))
    except ValueError:
        abort(400)
