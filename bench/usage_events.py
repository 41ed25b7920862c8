"""Usage events over HTTP, beside the same batches straight into the database (I5):

    python -m bench.usage_events [rounds] [batches a round] [callers]

The yardstick copies a batch into a temporary table and inserts from there what is not known yet,
as the owner of the schema, who may have temporary tables; each batch is committed in both ways.
Rounds go in turn, each with new events; then the same batches are sent again.
"""

import http.client
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from statistics import median
from uuid import uuid4

import psycopg

from bench import stage

SIZE, CUSTOMERS, TYPES = 1_000, 20, ("api.call", "storage.put", "network.egress")
KEY = "bench-meter"  # nosec: opens a throwaway database only
STAGE = """create temp table stage (event_id text, occurred_at timestamptz, customer_id text,
    event_type text, source text, properties jsonb) on commit delete rows"""
STORE = """insert into usage_event (tenant_id, event_id, occurred_at, customer_id, event_type,
    source, ingested_on, properties, created_date, updated_date)
    select 1, event_id, occurred_at, customer_id, event_type, source, now(), properties,
           now(), now()
      from stage on conflict do nothing"""


def main(rounds=5, batches=20, callers=2):
    with stage.services() as environment:
        environment["API_CALLS_PER_MINUTE"] = "1000000"
        fill(environment["DATABASE_OPS_URL"].replace("+psycopg", ""))
        port = int(environment["PORT"])
        with stage.server([stage.PYTHON, "-m", "app", "serve"], port, environment):
            report([round_of(environment, port, batches, callers) for _ in range(rounds + 1)][1:],
                   batches, callers)


def fill(url):
    from tenants import token

    with psycopg.connect(url) as connection:
        connection.execute((stage.ROOT / "bench" / "tenant.sql").read_text())
        connection.execute(
            "insert into api_key (tenant_id, name, token_hash, scopes, created_date)"
            " values (1, 'meter', %s, '[\"events\"]', now())", (token.hashed(KEY),))
        connection.execute(
            "insert into customer (tenant_id, customer_id, name, currency, delivery_preferences,"
            " created_date, updated_date)"
            " select 1, 'C-' || n, 'Customer', 'USD', '{}', now(), now()"
            " from generate_series(1, %s) n", (CUSTOMERS,))


def events():
    now = datetime.now(timezone.utc)
    return [{"event_id": str(uuid4()), "customer_id": f"C-{n % CUSTOMERS + 1}",
             "event_type": TYPES[n % 3], "occurred_at": (now - timedelta(seconds=n)).isoformat(),
             "source": "gateway", "properties": {"region": "eu-west", "bytes": n}}
            for n in range(SIZE)]


def round_of(environment, port, batches, callers):
    """Rows a second: straight, over HTTP, and over HTTP again."""
    straight = [as_text(events()) for _ in range(batches)]
    sent = [json.dumps(events()).encode() for _ in range(batches)]
    url = environment["DATABASE_OWNER_URL"].replace("+psycopg", "")
    return (rate(straight, callers, lambda part: copied(url, part)),
            rate(sent, callers, lambda part: posted(port, part, "stored")),
            rate(sent, callers, lambda part: posted(port, part, "known")))


def as_text(batch):
    return "".join("\t".join(
        (each["event_id"], each["occurred_at"], each["customer_id"], each["event_type"],
         each["source"], json.dumps(each["properties"]))) + "\n" for each in batch)


def rate(batches, callers, bring):
    parts = [batches[n::callers] for n in range(callers)]
    with ThreadPoolExecutor(callers) as pool:
        since = time.perf_counter()
        list(pool.map(bring, parts))
        return len(batches) * SIZE / (time.perf_counter() - since)


def copied(url, batches):
    with psycopg.connect(url) as connection:
        connection.execute("select set_config('app.tenant_id', '1', false)")
        connection.execute(STAGE)
        connection.commit()
        for batch in batches:
            with connection.cursor().copy("copy stage from stdin") as copy:
                copy.write(batch)
            connection.execute(STORE)
            connection.commit()


def posted(port, batches, told):
    """Each batch in a call; all of it must be stored, or known."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Host": f"bench.localhost:{port}", "Authorization": f"Bearer {KEY}",
               "Content-Type": "application/json"}
    for batch in batches:
        line.request("POST", "/api/v1/usage_events", batch, headers)
        answer = line.getresponse()
        said = answer.read()
        if answer.status != 200 or json.loads(said)[told] != SIZE:
            raise RuntimeError(said[:200])
    line.close()


def report(rounds, batches, callers):
    straight, first, again = (median(each) for each in zip(*rounds, strict=True))
    print(f"{batches} batches of {SIZE:,} a round, {callers} at once,"
          f" median of {len(rounds)} rounds")
    print("| way | rows/s | share |\n| --- | --- | --- |")
    print(f"| temporary table and COPY | {straight:,.0f} | |")
    share = median(over / by for by, over, _ in rounds)
    print(f"| over HTTP | {first:,.0f} | {100 * share:.0f} % |")
    times = median(over / then for _, over, then in rounds)
    print(f"| the same again | {again:,.0f} | {times:.2f} of the first time |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
