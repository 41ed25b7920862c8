"""Does a page of Usage Events cost the same at any depth (P11)? python -m bench.events [events]

The first and the last page of a customer's events, in turn, at one connection. The ratio, the
median of the rounds', must stay below 1.3; what the machine does besides falls on both of a round.
"""

import sys
from datetime import datetime, timedelta, timezone
from statistics import median
from urllib.request import Request, urlopen

import psycopg

from bench import load, stage
from billing.tables.cursor import pack

CUSTOMER, NEIGHBOUR = "C-EVENTS", "C-BESIDE"
EVENTS, BESIDE, ROUNDS, TYPES = 1_000_000, 200_000, 15, 4
LAST = datetime(2026, 1, 31, tzinfo=timezone.utc)
COUNTED = datetime(2026, 2, 1, tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)


def main(events=EVENTS):
    with stage.services() as environment:
        secrets = stage.fill(environment, {NEIGHBOUR: 10, CUSTOMER: 10})
        for customer, size in ((NEIGHBOUR, BESIDE), (CUSTOMER, events)):
            happen(environment, customer, size)
        tidy(environment)
        port = int(environment["PORT"])
        with stage.server([stage.PYTHON, "-m", "app", "serve"], port, environment):
            report(port, secrets[CUSTOMER], events)


def happen(environment, customer, size):
    with psycopg.connect(environment["DATABASE_OPS_URL"].replace("+psycopg", "")) as connection:
        for statement in (stage.ROOT / "bench" / "events.sql").read_text().split(";\n\n"):
            connection.execute(statement, {"id": customer, "size": size})


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
