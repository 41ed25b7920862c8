"""Two schedulers, two workers and a clock that jumps: python -m bench.faults.schedulers [runs].

Over DST, month and year ends, and back by hours; Redis forgets all the while whose turn it is. At
most one attempt reaches the gateway for an invoice and cycle: its due day, and each retry (D25).
"""

import random
import sys
import time
import uuid
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

from bench.faults import books
from bench.faults.janitor import Janitor, until
from bench.faults.shop import opened

STARTS = ((2027, 3, 13), (2027, 11, 6), (2028, 2, 28), (2027, 12, 30))  # in New York
INVOICES, JUMPS, DAYS = 5, 10, 13
FUTURE = """insert into invoice (tenant_id, invoice_id, customer_id, invoice_date, due_date,
 currency, subtotal, invoice_amount, status, created_date, updated_date)
 select 1, 'RUN-' || %(run)s || '-' || n, 'C-2', %(day)s, %(day)s + n, 'USD', 12050, 12050,
        'Posted', now(), now() from generate_series(0, %(most)s - 1) n"""
COVER = "update customer set autopay_since = %s where customer_id = 'C-2'"
CARD = "update payment_method set token = %s where payment_method_id = 'PM-auto'"
DUE = """select (select count(*) from autopay_charge where due_at <= %s)
 + (select count(*) from payment_attempt where state = 'pending')"""
RETIRE = "update autopay_charge set due_at = null, state = 'stopped' where state <> 'paid'"
CHARGES = "select autopay_charge_id, invoice_id, failures from autopay_charge"
TURNS = ("portico:turn:sweep", "portico:turn:autopay")
UNSENT = 25  # tries of a cycle that reach no gateway


class Calendar:
    def __init__(self, shop, seed=9):
        self.shop, self.janitor = shop, Janitor(shop)
        self.chance = random.Random(seed)  # noqa: S311
        self.file = Path(shop.environment["PORTICO_STATE"]) / "offset"
        self.go(datetime.now(timezone.utc))
        for name in ("scheduler", "second scheduler"):
            shop.start(name, str(self.file), "scheduler", module="bench.faults.moved")
        for name in ("worker", "second worker"):
            shop.start(name, str(self.file), "worker", "attempt", "autopay",
                       module="bench.faults.moved")

    def go(self, moment):
        """All clocks stand there at once."""
        self.now = moment
        fresh = self.file.with_suffix(".fresh")
        fresh.write_text(str((moment - datetime.now(timezone.utc)).total_seconds()))
        fresh.replace(self.file)

    def run(self, number):
        start = datetime(*STARTS[number % len(STARTS)], 15, tzinfo=timezone.utc)
        self.shop.write(COVER, (start.date(),))
        self.shop.write(FUTURE, {"run": number, "day": start.date(), "most": INVOICES})
        moment = start
        for _ in range(JUMPS):
            self.shop.write(CARD, (self.chance.choice(("tm_visa", "tm_insufficient_funds")),))
            self.go(moment)
            self.settle()
            back = self.chance.random() < 0.3
            moment += -timedelta(hours=self.chance.uniform(0, 3)) if back else \
                timedelta(hours=self.chance.uniform(1, 48 * DAYS / JUMPS))
        self.shop.write(RETIRE)

    def settle(self, quiet=3):
        """Until nothing has been due for so many turns of the schedulers."""
        still = 0
        while still < quiet:
            self.janitor.redis.delete(*TURNS)
            until(lambda: self.janitor.redis.exists(*TURNS) == len(TURNS))
            still = 0 if self.shop.read(DUE, (self.now,))[0][0] else still + 1

    def cycles(self):
        """How many attempts the gateway knows, by (invoice, cycle)."""
        known = {each["attempt_id"] for each in self.shop.entries()}
        return Counter({
            (invoice_id, cycle): sum(str(uuid.uuid5(key, f"{cycle}.{unsent}")) in known
                                     for unsent in range(UNSENT))
            for key, invoice_id, failures in self.shop.read(CHARGES)
            for cycle in range(failures + 1)})


def main(runs=100):
    with opened() as shop:
        calendar, since = Calendar(shop), time.monotonic()
        for number in range(runs):
            calendar.run(number)
        cycles = calendar.cycles()
        print(*books.table([("schedulers", runs, books.compared(shop))]), sep="\n")
        print(f"\nInvoices planned: {len({invoice for invoice, _ in cycles})}; attempts at the "
              f"gateway: {sum(cycles.values())} of {len(shop.entries())}; most in a cycle: "
              f"{max(cycles.values())}. {time.monotonic() - since:.0f} s.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
