"""A gateway of which a third fails: python -m bench.faults.trouble [payments] [percent] [seed].

Time-outs, errors and cut connections, before and after the money was taken, and orders that arrive
when nobody waits for them any more; the janitor's questions fail as often. Whoever hears of no
outcome presses Pay again (M6).
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from bench.faults import books
from bench.faults.janitor import Janitor
from bench.faults.payer import Payer
from bench.faults.shop import opened
from bench.faults.troubles import SWIFT, Trouble

PAYERS = 16
PASSES = 12
UNSURE = "select count(*) from payment_attempt where state in ('pending', 'unknown')"


def insistent(shop, invoice_id):
    """Answers to one who pays and then tries again with another card."""
    answers = []
    for name, method in (("jane", "visa"), ("tom", "mastercard")):
        payer = Payer(shop.port, name)
        form = payer.reviewed(invoice_id, method=method)
        answers.append(payer.pay(form) if form else 409)
    return answers


def settled(shop, seed, share):
    """How many passes the janitor took until every outcome was known."""
    janitor = Janitor(shop)
    shop.lines.gateway.watch = Trouble(share, seed, SWIFT)
    for number in range(PASSES):
        if not shop.read(UNSURE)[0][0]:
            return number
        janitor.rounds(minutes=25 * 60)
    return PASSES


def main(payments=1000, percent=30, seed=7):
    with opened() as shop:
        shop.serve(workers=2, threads=PAYERS)
        since, ids = time.monotonic(), shop.invoices(payments)
        shop.lines.gateway.watch = trouble = Trouble(percent / 100, seed)
        with ThreadPoolExecutor(PAYERS) as pool:
            answers = list(pool.map(lambda one: insistent(shop, one), ids))
        unsure = shop.read(UNSURE)[0][0]
        passes = settled(shop, seed, percent / 100)
        shop.lines.gateway.watch = None
        for invoice_id in ids:  # those that were not paid can be, and no other
            insistent(shop, invoice_id)
        print(*books.table([(f"{percent} % trouble", payments, books.compared(shop))]), sep="\n")
        first, second = zip(*answers, strict=True)
        print(f"\nTroubles met: {trouble.met}. Answers: {books.tally(first)}; to the second try: "
              f"{books.tally(second)}. Without an outcome at first: {unsure}; all known after "
              f"{passes} passes. {time.monotonic() - since:.0f} s.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
