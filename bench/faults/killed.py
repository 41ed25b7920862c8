"""kill -9 while money moves: python -m bench.faults.killed [at each point] [at random] [seed].

Web server, worker and work-horse die at five named points, held there by relays, and at random
moments. After each death a second payment is tried, time passes, the janitor makes one pass, and
the gateway's ledger is compared with ours (architecture, “How a payment flows”).
"""

import sys
from functools import partial

from bench.faults import books
from bench.faults.deaths import Killing
from bench.faults.lines import STEPS
from bench.faults.shop import opened


def points(killing):
    """(what dies where, how) of all that has a name."""
    for step in STEPS:
        yield f"web, {step}", partial(killing.web_dies, step)
    for step in STEPS:
        yield f"autopay, {step}", partial(killing.autopay_dies, step)
    for step in STEPS:
        yield f"refund, {step}", partial(killing.refund_dies, step)
    yield "worker, in the janitor", killing.janitor_dies


def main(each=20, at_random=200, seed=20):
    with opened() as shop:
        killing = Killing(shop, seed)
        rows = [killing.told(what, die, each) for what, die in points(killing) if each]
        rows.append(killing.told("any, at random", killing.anything_dies, at_random))
        print(*books.table(rows), sep="\n")
        print(f"\nSecond tries: {books.tally(killing.second)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
