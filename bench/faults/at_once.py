"""Fifty pay one invoice at the same moment: python -m bench.faults.at_once [rounds] [callers].

Some send one and the same form, others forms with keys of their own, and another user pays with
another card: each round may charge once (D26).
"""

import sys
import threading
import time
from collections import Counter

from bench.faults import books
from bench.faults.payer import Payer
from bench.faults.shop import failures, opened

CARDS = {"jane": "visa", "tom": "mastercard"}


def page(shop, invoice_id, number):
    """Callers of the page, prepared up to the last click; a third of them sends the same form."""
    jane = Payer(shop.port)
    form = jane.reviewed(invoice_id)
    for each in range(number):
        if each % 3:
            yield own(shop, invoice_id, ("jane", "tom")[each % 2])
        else:
            yield lambda: jane.pay(form)


def own(shop, invoice_id, name):
    payer = Payer(shop.port, name)
    form = payer.reviewed(invoice_id, method=CARDS[name])
    return lambda: payer.pay(form)


def at_once(calls):
    """What each was answered."""
    start, answers = threading.Barrier(len(calls)), []

    def run(call):
        start.wait()
        answers.append(call())

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def main(rounds=100, number=50):
    with opened() as shop:
        shop.settings = shop.environment  # no relay: nothing is to be slowed down here
        shop.serve(workers=2, threads=8)
        answers, charges, since = Counter(), Counter(), time.monotonic()
        for _ in range(rounds):
            before = books.compared(shop)
            answers.update(at_once(list(page(shop, *shop.invoices(), number))))
            charges[books.compared(shop).charges - before.charges] += 1
        print(*books.table([("at once", rounds, books.compared(shop))]), sep="\n")
        print(f"\nCharges in a round: {books.tally(charges)}; answers: {books.tally(answers)}; "
              f"{time.monotonic() - since:.0f} s. Failures: {len(failures(shop))}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
