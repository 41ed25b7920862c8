"""Who guesses is slowed down, by where they come from and by whom they try to be (R6)."""

from flask import g, request

from config.extensions import limiter

PER_ADDRESS = "40 per 15 minutes"
PER_ACCOUNT = "10 per 15 minutes"
REFUSED = 401


def account():
    """The account meant, inside its tenant: whom the form names, else whose link it is."""
    named = request.form.get("email", "").strip().lower()[:254]
    return f"{g.tenant.tenant_id}:{named or request.path}"


def visitor():
    """Who is signed in, whomever the form names."""
    return f"{g.tenant.tenant_id}:{g.visitor.get_id()}"


def guesses(view, whose=account, **options):
    """Limit the POSTs of a view that takes an address, and maybe a password."""
    by_address = limiter.limit(PER_ADDRESS, methods=["POST"], **options)
    by_account = limiter.limit(PER_ACCOUNT, key_func=whose, methods=["POST"], **options)
    return by_address(by_account(view))


def own_guesses(view):
    """The same where only who is signed in comes."""
    return guesses(view, whose=visitor)


def failures(view):
    """The same, counting refused ones only: an office behind one address may sign in all day."""
    return guesses(view, deduct_when=lambda answer: answer.status_code == REFUSED)
