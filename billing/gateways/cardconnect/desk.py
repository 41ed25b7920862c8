"""Orders by the ids that Portico gives them, each sent once."""

from billing.gateways.cardconnect import answers, orders, transactions
from billing.gateways.cardconnect.line import NotSent, TurnedAway, Unanswered
from billing.gateways.errors import AttemptReused
from billing.gateways.outcome import Found, Outcome, State


class Desk:
    """Of the merchant account that `line` leads to, for the tenant `account`."""

    def __init__(self, line, credentials, account):
        self.line = line
        self.account = account
        self.merchant_id = credentials.merchant_id
        self.currency = credentials.currency

    def key(self, attempt_id):
        return orders.order_id(self.account, attempt_id)

    def ask(self, attempt_id):
        """The answer to what became of an order; raises NotSent, TurnedAway or Unanswered.

        All merchant ids that the credentials are good for are searched: a bank debit may be
        passed on to another one than it was sent to.
        """
        return self.line.get("inquireByOrderid", self.key(attempt_id), self.merchant_id)

    def finding(self, attempt_id):
        return transactions.finding(self.ask(attempt_id), self.key(attempt_id), self.currency)

    def once(self, order, send):
        """The outcome of an order that was sent before; else of `send()`.

        Raises AttemptReused.
        """
        if order.currency != self.currency:
            return Outcome(State.NOT_SENT, "refused")
        known = self.finding(order.attempt_id)
        if known.state is Found.FOUND:
            return same(known.outcome, order)
        return send() if known.state is Found.NOT_FOUND else answers.UNKNOWN


def same(outcome, order):
    """Less than was asked is an approval in part; more was asked for by another order."""
    if (outcome.amount or 0) > order.amount:
        raise AttemptReused(order.attempt_id)
    return outcome


def told(work):
    """The outcome that `work` comes to, whatever the network does."""
    try:
        return work()
    except NotSent:
        return Outcome(State.NOT_SENT, "unreachable")
    except TurnedAway:
        return Outcome(State.NOT_SENT, "refused")
    except Unanswered:
        return answers.UNKNOWN
