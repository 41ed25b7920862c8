"""Fifty pay one invoice at the same moment: python -m bench.faults.at_once [rounds] [callers].

Some send one and the same form, two users have forms and cards of their own, guests come by Pay
Now, programs by the API, some under one key, and autopay by itself, with two workers: each round
may charge once (A5, D26).
"""

import sys
import threading
import time
from collections import Counter

from bench.faults import books
from bench.faults.janitor import Janitor, until
from bench.faults.payer import Payer, fields
from bench.faults.program import Program
from bench.faults.shop import failures, opened

HEAD_START = 0.2  # seconds that those have in their rounds who are slower than a click
FIRST = (None, "sweep", "by_api")  # who has it, turn by turn
GUESTS = 8  # a link is paced to 20 tries an hour, of which each takes two
CARDS = {"otto": "auto", "olga": "other"}


def callers(shop, janitor, invoice_id, number):
    """So many functions that pay the invoice, prepared up to the last click."""
    otto, address = Payer(shop.port, "otto"), pay_now(janitor, invoice_id)
    form = otto.reviewed(invoice_id, method="auto")
    guests = [guest(shop, address) for _ in range(min(GUESTS, number // 5))]
    same = [lambda: otto.pay(form)] * (number // 4)
    programs = [program(shop, invoice_id, each) for each in range(number // 5)]
    itself = [janitor.sweep] * 2
    rest = number - len(guests) - len(same) - len(programs) - len(itself)
    owners = (own(shop, invoice_id, each) for each in range(rest))
    return [*guests, *same, *programs, *itself, *owners]


def own(shop, invoice_id, number):
    name = ("otto", "olga")[number % 2]
    payer = Payer(shop.port, name)
    form = payer.reviewed(invoice_id, method=CARDS[name])
    return lambda: payer.pay(form)


def program(shop, invoice_id, number):
    """Every second sends the same key."""
    key = f"{invoice_id}-{number if number % 2 else 0}"

    def by_api():
        return Program(shop.port).pay(invoice_id, CARDS["otto"], key)

    return by_api


def guest(shop, address):
    payer = Payer(shop.port, "nobody")
    form = fields(payer.asked("GET", f"{address}/review?token=tm_mastercard")[1])
    return lambda: payer.pay(form, f"{address}/payment")


def pay_now(janitor, invoice_id):
    """The path that mails about the invoice lead to (M10)."""
    from billing.ledger import pay_now
    from billing.ledger.invoice import Invoice
    from config.database import db
    from tenants.current import as_tenant

    with janitor.ops.app_context(), as_tenant(1):
        return f"/portal/pay-now/{pay_now.token(db.session.get_one(Invoice, (1, invoice_id)))}"


def at_once(calls, first):
    """What each was answered; a sweep, which is for autopay, nothing. `first` may be nobody."""
    start, answers = threading.Barrier(len(calls)), []

    def run(call):
        itself = call.__name__ == "sweep"
        start.wait()
        time.sleep(HEAD_START if first and call.__name__ != first else 0)
        answer = call()
        answers.append("autopay" if itself else answer)

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
        janitor = Janitor(shop)
        janitor.start()
        janitor.start("another")
        answers, charges, since = Counter(), Counter(), time.monotonic()
        for turn in range(rounds):
            before = books.compared(shop)
            calls = callers(shop, janitor, *shop.autopaid(), number)
            answers.update(at_once(calls, FIRST[turn % len(FIRST)]))
            until(lambda: not shop.due())
            charges[books.compared(shop).charges - before.charges] += 1
        by_autopay = shop.read("select count(*) from autopay_charge where attempt_id is not null")
        print(*books.table([("at once", rounds, books.compared(shop))]), sep="\n")
        print(f"\nCharges in a round: {books.tally(charges)}; by autopay: {by_autopay[0][0]}. "
              f"Answers: {books.tally(answers)}. {time.monotonic() - since:.0f} s. "
              f"Failures: {len(failures(shop))}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
