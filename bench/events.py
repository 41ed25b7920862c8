"""Does a page of Usage Events cost the same at any depth (P11), and with any number of events (I5)?

    python -m bench.events [events] [events of the customer with few]

The first and the last page of a customer's events, in turn, at one connection. The ratio, the
median of the rounds', must stay below 1.3; what the machine does besides falls on both of a round.
Then filtered pages of that customer and of one with few events over the same time: at most 2.
"""

import sys
from datetime import datetime, timedelta, timezone
from statistics import median
from urllib.request import Request, urlopen

import psycopg

from bench import load, stage
from billing.tables.cursor import pack

CUSTOMER, NEIGHBOUR, SMALL = "C-EVENTS", "C-BESIDE", "C-FEW"
EVENTS, BESIDE, FEW, ROUNDS, TYPES = 1_000_000, 200_000, 10_000, 15, 4
PIECE = 500_000  # events in one transaction
LAST = datetime(2026, 1, 31, tzinfo=timezone.utc)
COUNTED = datetime(2026, 2, 1, tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)


def main(events=EVENTS, few=FEW):
    with stage.services() as environment:
        secrets = stage.fill(environment, dict.fromkeys((NEIGHBOUR, CUSTOMER, SMALL), 10))
        make_months(environment, events)
        for customer, size, step in ((NEIGHBOUR, BESIDE, 1), (CUSTOMER, events, 1),
                                     (SMALL, few, events // few)):
            happen(environment, customer, size, step)
        tidy(environment)
        port = int(environment["PORT"])
        with stage.server([stage.PYTHON, "-m", "app", "serve"], port, environment):
            report(port, secrets[CUSTOMER], events)
            compare(port, secrets, events, few)


def make_months(environment, events):
    """A part for each month, as there would be had Portico run since."""
    with psycopg.connect(environment["DATABASE_OWNER_URL"].replace("+psycopg", "")) as connection:
        connection.execute("select set_config('app.tenant_id', '-1', true)")
        connection.execute("select make_usage_months(%s, now())", (LAST - events * SECOND,))


def happen(environment, customer, size, step):
    with psycopg.connect(environment["DATABASE_OPS_URL"].replace("+psycopg", "")) as connection:
        for first in range(0, size, PIECE):
            for statement in (stage.ROOT / "bench" / "events.sql").read_text().split(";\n\n"):
                connection.execute(statement, {"id": customer, "first": first + 1, "step": step,
                                               "last": min(size, first + PIECE)})
            connection.commit()


def tidy(environment):
    """What the database does by itself in quiet hours."""
    url = environment["DATABASE_OWNER_URL"].replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum analyze usage_event")


def report(port, secret, events):
    print(f"{events:,} events of one customer, median of {ROUNDS} rounds, one connection")
    print("| order | filter | first page ms | last page ms | ratio |")
    print("| --- | --- | --- | --- | --- |")
    for order, told, query, deep in views(events):
        first, last = f"?{query}", f"?{query}&after={deep}"
        check(port, secret, last)
        pairs = [(answer(port, secret, first), answer(port, secret, last)) for _ in range(ROUNDS)]
        near, far = (median(times) for times in zip(*pairs, strict=True))
        ratio = median(far / near for near, far in pairs)
        print(f"| {order} | {told} | {near:.2f} | {far:.2f} | {ratio:.2f} |", flush=True)


def views(events):
    """(order, filter, query, cursor to the last page) of what a reader asks for."""
    deep, one = events - 25, TYPES * 25
    yield ("date, newest first", "", "sort=-occurred_at", place(deep, events - 25))
    yield ("date, oldest first", "", "sort=occurred_at", place(26, events - 25))
    yield ("ingested on", "", "sort=-ingested_on", arrival(events - 30, events - 21))
    yield ("date", "event type", "event_type=api.call", place(events - one, events // TYPES - 25))
    yield ("date", "source", "source=gateway", place(deep, events - 25))
    yield ("date", "status", "status=Rejected", place(events - 2_500, events // 100 - 25))


def compare(port, secrets, events, few):
    print(f"\n{events:,} events beside {few:,} of another customer, over the same time")
    print("| filter | ms of few | ms of many | ratio |\n| --- | --- | --- | --- |")
    end = LAST.date() - timedelta(days=1)
    week = f"occurred_at.from={end - timedelta(days=6)}&occurred_at.to={end}"
    for told, query in (("none", ""), ("a week", week), ("type", "event_type=api.call"),
                        ("a week and type", f"{week}&event_type=api.call")):
        pairs = [[answer(port, secrets[each], f"?{query}") for each in (SMALL, CUSTOMER)]
                 for _ in range(ROUNDS)]
        near, far = (median(times) for times in zip(*pairs, strict=True))
        ratio = median(far / near for near, far in pairs)
        print(f"| {told} | {near:.2f} | {far:.2f} | {ratio:.2f} |", flush=True)


def place(number, position):
    """The cursor behind the event of that number; see bench/events.sql."""
    return pack(LAST - number * SECOND, f"{CUSTOMER}-E{number}", position)


def arrival(number, position):
    moment = LAST - number * SECOND
    arrived = COUNTED - number // 10 * SECOND
    return pack(arrived, f"{CUSTOMER}-E{number}", position, moment)


def answer(port, secret, query):
    """Milliseconds."""
    found = load.run(f"http://127.0.0.1:{port}/portal/usage-events{query}",
                     f"bench.localhost:{port}", f"portal={secret}", connections=1, seconds=1)
    if found.errors:
        raise RuntimeError(f"{found.errors} errors on {query}")
    return found.p50


def check(port, secret, query):
    """The last page is a whole one of this table, or what is measured says nothing."""
    headers = {"Host": f"bench.localhost:{port}", "Cookie": f"portal={secret}"}
    address = f"http://127.0.0.1:{port}/portal/usage-events{query}"
    with urlopen(Request(address, headers=headers)) as told:  # noqa: S310
        page = told.read().decode()
    rows = page.count("<tr>") - 1
    if rows < 20 or 'rel="next"' in page:
        raise RuntimeError(f"{rows} rows at {query}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
