"""One account at the fake: everything that it ever made, in memory, oldest first."""

from threading import RLock

from config import clock
from tests.billing.gateways.stripe.fake import shapes
from tests.billing.gateways.stripe.fake.refusal import missing


class Ledger:
    """`number_of` is what stands behind a payment method. `lag` seconds pass until search knows
    an object; without `searchable` there is none, as in India."""

    def __init__(self):
        self.lock = RLock()
        self.things = {}
        self.number_of = {}
        self.events = []
        self.requests = []
        self.lag = 0
        self.searchable = True

    def add(self, thing):
        self.things[thing["id"]] = thing
        return thing

    def get(self, kind, key, param="intent", status=404):
        thing = self.things.get(key)
        if thing is None or thing["object"] != kind:
            raise missing(kind, key, param, status)
        return thing

    def all(self, kind):
        """Newest first."""
        return [each for each in reversed(self.things.values()) if each["object"] == kind]

    def searched(self, kind):
        known = clock.now().timestamp() - self.lag
        return [each for each in self.all(kind) if not self.lag or each["created"] < known]

    def tell(self, type, thing):
        self.events.append(shapes.event(type, dict(thing)))

    def taken(self):
        """Minor units of every PaymentIntent that succeeded, less what was given back."""
        charges = [each for each in self.all("charge") if each["status"] == "succeeded"]
        return sum(each["amount"] - each["amount_refunded"] for each in charges)
