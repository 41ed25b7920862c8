"""The janitor as production runs it: a sweep, and a worker whose work-horses ask the gateway."""

import time
from functools import cached_property

from redis import Redis


class Janitor:
    def __init__(self, shop):
        self.shop, self.redis = shop, Redis.from_url(shop.environment["REDIS_URL"])

    @cached_property
    def ops(self):
        """The app in this process, as the scheduler has it."""
        from app import create_app
        from workers import records

        records.load()
        return create_app(self.shop.environment, "DATABASE_OPS_URL", doors=())

    def sweep(self):
        """What one turn of the scheduler does about the queue."""
        from workers import sweeper

        with self.ops.app_context():
            return sweeper.sweep()

    def start(self, name="worker"):
        """A worker that listens, if there is none."""
        if name not in self.shop.running:
            before = self.redis.smembers("rq:workers")  # those that were killed leave it in time
            self.shop.start(name, "worker", "attempt", "autopay", "refund")
            until(lambda: self.redis.smembers("rq:workers") - before)

    def rounds(self, minutes=10):
        """One pass: time passes, and everything that is due is asked about once."""
        self.start()
        self.shop.later(minutes)
        self.sweep()
        until(lambda: not self.shop.due(), 600)


def until(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("it did not come true")
        time.sleep(0.02)
