"""Usage over time (P15): python -m bench.charts [events of a month] [events of a year]

One customer has so many events in a month, another so many in a year. At one connection, so that
what is told is what the server took: the month by days, a day by its hours, the year by months.
Then what the sums cost those who bring events in: batches of 1,000, with and without.
"""

import sys
import time
from statistics import median
from urllib.request import Request, urlopen

import psycopg

from bench import load, stage

MONTH, YEAR = "C-MONTH", "C-YEAR"
EVENTS, OF_YEAR, ROUNDS, BATCH = 1_000_000, 10_000_000, 7, 1_000
PIECE = 500_000
ZONE = "America/New_York"
MONTH_DAYS = ("2026-01-01", 31)
YEAR_DAYS = ("2025-01-01", 365)
EVENT = """
insert into usage_event (tenant_id, event_id, customer_id, event_type, occurred_at, ingested_on,
                         created_date, updated_date)
select 1, %(mark)s || n, %(id)s,
       (array['api.call', 'storage.put', 'network.egress', 'compute.stopped'])[1 + n %% 4],
       (%(first)s::timestamp at time zone 'America/New_York')
         + n * (%(days)s * interval '1 day' / %(size)s), now(), now(), now()
  from generate_series(%(start)s::int, %(end)s::int - 1) n"""


def main(events=EVENTS, of_year=OF_YEAR):
    with stage.services() as environment:
        secrets = stage.fill(environment, {MONTH: 10, YEAR: 10})
        with ops(environment) as line:
            line.execute("update portal_setup set tabs = tabs || '[\"usage_events\"]'")
            for customer, size, (first, days) in ((MONTH, events, MONTH_DAYS),
                                                  (YEAR, of_year, YEAR_DAYS)):
                happen(line, customer, size, first, days)
        stage.vacuum(environment)
        port = int(environment["PORT"])
        with stage.server([stage.PYTHON, "-m", "app", "serve"], port, environment):
            report(port, secrets, events, of_year)
        cost(environment)


def ops(environment):
    line = psycopg.connect(environment["DATABASE_OPS_URL"].replace("+psycopg", ""))
    line.execute("select set_config('app.tenant_id', '1', false)")
    return line


def happen(line, customer, size, first, days):
    """The sums are folded as they come, as the scheduler does."""
    for start in range(0, size, PIECE):
        line.execute(EVENT, {"mark": f"{customer}-", "id": customer, "first": first, "days": days,
                             "size": size, "start": start, "end": min(start + PIECE, size)})
        fold(line)
        line.commit()


def fold(line):
    line.execute("select fold_usage(%s, 100000000)", (ZONE,))


def report(port, secrets, events, of_year):
    print(f"Charts of usage events, median of {ROUNDS} rounds, one connection")
    print("| chart | events | ms | p99 ms | to one day |\n| --- | --- | --- | --- | --- |")
    days = "occurred_at.from={}&occurred_at.to={}&by={}"
    day = measured(port, secrets[YEAR], days.format("2025-06-10", "2025-06-10", "hour"))
    row("one day by hours, of the year's", of_year // 365, day, day)
    for name, size, customer, query in (
            ("one month by days", events, MONTH, ("2026-01-01", "2026-01-31", "day")),
            ("one year by months", of_year, YEAR, ("2025-01-01", "2025-12-31", "month"))):
        row(name, size, measured(port, secrets[customer], days.format(*query)), day)


def row(name, size, found, day):
    print(f"| {name} | {size:,} | {found[0]:.1f} | {found[1]:.1f} | {found[0] / day[0]:.2f} |",
          flush=True)


def measured(port, secret, query):
    """(median, p99) milliseconds; a chart without bars would say nothing."""
    path, host = f"/portal/usage-charts/usage-events?{query}", f"bench.localhost:{port}"
    address = f"http://127.0.0.1:{port}{path}"
    headers = {"Host": host, "Cookie": f"portal={secret}"}
    with urlopen(Request(address, headers=headers)) as told:  # noqa: S310
        if b"<rect" not in told.read():
            raise RuntimeError(f"nothing is drawn at {path}")
    found = [load.run(address, host, f"portal={secret}", 1, 1) for _ in range(ROUNDS)]
    if any(each.errors for each in found):
        raise RuntimeError(f"errors at {path}")
    return median(each.p50 for each in found), median(each.p99 for each in found)


def cost(environment):
    """Batches with the sums and without, in turn; the triggers are the owner's to switch."""
    url = environment["DATABASE_OWNER_URL"].replace("+psycopg", "")
    found = {"enable": [], "disable": []}
    with psycopg.connect(url, autocommit=True) as owner, ops(environment) as line:
        for number in range(40):
            word = ("enable", "disable")[number % 2]
            owner.execute(f"alter table usage_event {word} trigger user")
            since = time.perf_counter()
            line.execute(EVENT, {"mark": f"B{number}-", "id": MONTH, "first": "2026-01-05",
                                 "days": 1, "size": 86_400, "start": 0, "end": BATCH})
            line.commit()
            found[word].append((time.perf_counter() - since) * 1000)
        owner.execute("alter table usage_event enable trigger user")
    kept, bare = (median(found[word]) for word in ("enable", "disable"))
    print(f"A batch of {BATCH:,}: {kept:.1f} ms with the sums, {bare:.1f} without; "
          f"{kept / bare:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
