"""Who guesses is slowed down, by where they come from and by whom they try to be (R6)."""

from contextlib import suppress
from functools import wraps

from flask import g, make_response, request
from redis.exceptions import RedisError

from config.extensions import limiter

PER_ADDRESS = "40 per 15 minutes"
PER_ACCOUNT = "10 per 15 minutes"
CARDS = "60 per hour"
REFUSED = 401


def account():
    """The account meant, inside its tenant: whom the form names, else whose link it is."""
    named = request.form.get("email", "").strip().lower()[:254]
    return f"{g.tenant.tenant_id}:{named or request.path}"


def visitor():
    """Who is signed in, whomever the form names."""
    return f"{g.tenant.tenant_id}:{g.visitor.get_id()}"


def guesses(view, whose=account):
    """Limit the POSTs of a view that takes an address, and maybe a password."""
    by_address = limiter.limit(PER_ADDRESS, methods=["POST"])
    by_account = limiter.limit(PER_ACCOUNT, key_func=whose, methods=["POST"])
    return by_address(by_account(view))


def own_guesses(view):
    """The same where only who is signed in comes."""
    return guesses(view, whose=visitor)


def cards(view):
    """Limit how often one visitor has a gateway open its field or save what was entered there:
    nobody tries a list of stolen cards.
    """
    return limiter.shared_limit(CARDS, scope="cards", key_func=visitor)(view)


def failures(view):
    """The same, counting refused ones only: an office behind one address may sign in all day.

    Each counts before it is looked at, so that those that come at once count too, and what was no
    refusal is given back.
    """

    @wraps(view)
    def counted(**values):
        answer = make_response(view(**values))
        if answer.status_code != REFUSED:
            give_back()
        return answer

    return guesses(counted)


def give_back():
    """This request has been no guess."""
    with suppress(RedisError):
        for limit in limiter.current_limits:
            limiter.storage.incr(limit.key, limit.limit.get_expiry(), -1)
