"""Who guesses is slowed down, by where they come from and by whom they try to be (R6)."""

from flask import g, request

from config.extensions import limiter

PER_ADDRESS = "30 per 5 minutes; 200 per day"
PER_ACCOUNT = "10 per 15 minutes"


def account():
    """The account that a form names, inside its tenant."""
    return f"{g.tenant.tenant_id}:{request.form.get('email', '').strip().lower()[:254]}"


def guesses(view):
    """Limit the POSTs of a view that takes an address, and maybe a password."""
    by_address = limiter.limit(PER_ADDRESS, methods=["POST"])
    by_account = limiter.limit(PER_ACCOUNT, key_func=account, methods=["POST"])
    return by_address(by_account(view))
