"""“Close it by hand”: a payment of which no gateway tells anything (M6, D8)."""

from flask import flash, redirect
from flask_babel import gettext as _

from billing.gateways.errors import GatewayError
from billing.gateways.outcome import Outcome, State
from billing.ledger import review
from billing.ledger.order import ask
from config.database import db
from setup import review_words as words
from setup.door import setup
from setup.review import find, href, page
from setup.review_actions import write_down, written
from setup.rights import CLOSE, requires
from workers import payments


@setup.post("/review/payments/<uuid:order_id>/closing")
@requires(*CLOSE)
def close_payment(order_id):
    """The gateway has the last word before, and every word after."""
    found = find("payments", order_id)
    text, wrong = written()
    if wrong:
        return page(found, closing=(text, wrong)), 422
    outcome = last_word(found) if found.closable else None
    if outcome and outcome.state is not State.UNKNOWN:
        payments.conclude(order_id, outcome)
    elif outcome and review.close(order_id):
        write_down(find("payments", order_id), "closed by hand", text)
    db.session.commit()
    flash(told(find("payments", order_id)), "info")
    return redirect(href(found))


def last_word(found):
    """What the gateway says now, as an Outcome; ends the transaction."""
    try:
        return ask(found)
    except GatewayError:
        db.session.rollback()
        return Outcome(State.UNKNOWN)


def told(found):
    if found.open and not found.closable:
        return _("It cannot be closed before the gateway has been asked for a day.")
    return words.outcome(found)
