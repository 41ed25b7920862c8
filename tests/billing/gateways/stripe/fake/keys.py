"""Idempotency keys as documented: https://docs.stripe.com/api/idempotent_requests

The answer of the first request is kept, a 500 too, unless it was found wrong before the work began.
A key used while the first is at work is 409, one used with other parameters 400.
"""

from datetime import timedelta
from threading import Lock

from config import clock
from tests.billing.gateways.stripe.fake.refusal import Refusal

KEPT = timedelta(hours=24)
AT_WORK = object()


class Keys:
    def __init__(self):
        self.lock = Lock()
        self.known = {}

    def once(self, key, order, work):
        """(status, body, whether replayed)."""
        if not key:
            return *work(), False
        if answer := self.begun(key, order):
            return *answer, True
        try:
            answer = work()
        except Refusal as refusal:
            if not refusal.kept:
                self.forget(key)
                raise
            answer = refusal.status, refusal.body
        self.known[key] = (order, answer, clock.now())
        return *answer, False

    def begun(self, key, order):
        """The answer that the key has, or None when it is begun now."""
        with self.lock:
            known = self.known.get(key)
            if known is None or clock.now() - known[2] > KEPT:
                self.known[key] = (order, AT_WORK, clock.now())
                return None
        before, answer, _ = known
        if before != order:
            raise Refusal(400, "idempotency_error", "Keys for idempotent requests can only be used"
                          " with the same parameters they were first used with.")
        if answer is AT_WORK:
            raise Refusal(409, "idempotency_error", "There is currently another in-progress"
                          " request using this key.", code="idempotency_key_in_use")
        return answer

    def forget(self, key):
        with self.lock:
            self.known.pop(key, None)
