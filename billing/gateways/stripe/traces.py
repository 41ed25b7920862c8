"""What Stripe knows of an order, by the marks in its metadata.

A reference is asked for directly, which is exact at once. Without one there are two ways, since
neither does alone: search, which covers all times but is behind by a minute, and in an outage by
up to an hour (https://docs.stripe.com/api/payment_intents/search), and the lists of what was made
lately, which are exact (https://docs.stripe.com/search#data-freshness). Only what neither has is
not there; a list too long to read, or a search that fails, leaves it open.
"""

from datetime import timedelta

import stripe

from billing.gateways.outcome import Outcome, State
from billing.gateways.stripe import intents, refunds
from billing.gateways.stripe.marks import ATTEMPT, KIND, VOID, ours, query
from billing.gateways.wire import Unanswered
from config import clock

LATELY = timedelta(hours=3)  # well over the hour that search may be behind
REFUNDS_LATELY = timedelta(days=7)  # they cannot be searched for
MOST = 5000  # entries of a list that are read
UNDER_WAY = timedelta(minutes=10)
WHOLE = {"expand": ["latest_charge"]}


class Traces:
    """Of one of Portico's accounts. Every method raises what `trouble.ANY` names."""

    def __init__(self, api, account):
        self.intents = api.v1.payment_intents
        self.refunds = api.v1.refunds
        self.account = account

    def outcome(self, attempt_id, reference=None):
        """How the charge, refund or void with that id stands; None when there is none."""
        if reference and reference.startswith("re_"):
            return self.of_refunds([self.refunds.retrieve(reference).to_dict()], attempt_id)
        intent = self.intent(reference) if reference else self.marked(attempt_id, ATTEMPT, VOID)
        outcome = self.of_intent(intent, attempt_id) if intent else None
        return outcome or self.of_refunds(self.listed_refunds(reference), attempt_id)

    def payment(self, attempt_id, reference=None):
        """The PaymentIntent of a charge; None when there is none."""
        if not reference:
            return self.marked(attempt_id, ATTEMPT)
        intent = self.intent(reference)
        return intent if ours(intent, self.account, ATTEMPT, attempt_id) else None

    def intent(self, reference):
        return self.intents.retrieve(reference, WHOLE).to_dict()

    def marked(self, attempt_id, *keys):
        """The PaymentIntent that carries the id under one of the keys, as it stands now."""
        trouble, found = None, None
        try:
            found = self.first(self.searched(attempt_id, keys), attempt_id, keys)
        except stripe.StripeError as error:
            trouble = error
        found = found or self.first(listed(self.intents, LATELY), attempt_id, keys)
        if found is None and trouble:
            raise trouble
        return found and self.intent(found["id"])

    def searched(self, attempt_id, keys):
        asked = {"query": query(attempt_id, *keys), "limit": 100}
        return (each.to_dict() for each in self.intents.search(asked).data)

    def first(self, entries, attempt_id, keys):
        fits = (each for each in entries
                if any(ours(each, self.account, key, attempt_id) for key in keys))
        return next(fits, None)

    def of_intent(self, intent, attempt_id):
        if ours(intent, self.account, VOID, attempt_id) and intent["status"] == "canceled":
            return Outcome(State.APPROVED, None, intent["id"])
        if not ours(intent, self.account, ATTEMPT, attempt_id):
            return None
        if self.voided(intent):
            return Outcome(State.DECLINED, "voided", intent["id"])
        if being_asked(intent):
            return Outcome(State.UNKNOWN, "no_answer", intent["id"])
        return intents.outcome(intent)

    def voided(self, intent):
        """Whether all was given back by a void, and not by refunds, which leave the payment."""
        charge = intent.get("latest_charge")
        if not isinstance(charge, dict) or not charge.get("refunded"):
            return False
        return any(ours(each, self.account, KIND, "void") and refunds.stands(each)
                   for each in self.listed_refunds(intent["id"]))

    def listed_refunds(self, reference):
        if reference:
            return listed(self.refunds, payment_intent=reference)
        return listed(self.refunds, REFUNDS_LATELY)

    def of_refunds(self, entries, attempt_id):
        found = self.first(entries, attempt_id, [ATTEMPT])
        return found and refunds.outcome(found)


def listed(resource, lately=None, **filters):
    """Every entry of a list, page after page, as plain values. Raises Unanswered past MOST."""
    if lately:
        filters["created"] = {"gte": int((clock.now() - lately).timestamp())}
    for number, each in enumerate(resource.list({**filters, "limit": 100}).auto_paging_iter()):
        if number >= MOST:
            raise Unanswered(f"more than {MOST} entries")
        yield each.to_dict()


def being_asked(intent):
    """Whether the payer may be about to be asked, after a bank refused without them.

    `charging.Charging.ask_payer` then confirms once more; its call may still be on its way.
    """
    error = intent.get("last_payment_error") or {}
    age = clock.now().timestamp() - intent["created"]
    waits = intent["status"] == "requires_payment_method" and intents.waits_for_payer(error)
    return waits and age < UNDER_WAY.total_seconds()
