"""One record by id against a bare Flask “hello”, in turn: python -m bench.api [ROUNDS]"""

import sys

import psycopg

from bench import load, stage
from config.embedded.ports import free
from tenants import token

ROUNDS = 5
SECRET = "pk_live_bench"  # nosec: opens a throwaway database only
KEY = """
insert into api_key (tenant_id, name, token_hash, scopes, created_date)
select tenant_id, 'bench', %(hash)s, '["read"]', now() from tenant where subdomain = 'bench'"""
RECORDS = {"a customer": "/api/v1/customers/C-500", "an invoice": "/api/v1/invoices/{invoice_id}"}


def main(rounds=ROUNDS, connections=8):
    with stage.services() as environment:
        stage.fill(environment, {"C-500": 500})
        invoice_id = prepare(environment)
        environment["API_CALLS_PER_MINUTE"] = "1000000000"
        ours, theirs = int(environment["PORT"]), free(1)[0]
        hello = ["gunicorn", "-w2", f"-b127.0.0.1:{theirs}", "bench.hello:app"]
        with (
            stage.server([stage.PYTHON, "-m", *hello], theirs, environment, "/"),
            stage.server([stage.PYTHON, "-m", "app", "serve"], ours, environment),
        ):
            print("| record | req/s | share of hello, each round | p50 ms | p99 ms |")
            print("| --- | --- | --- | --- | --- |")
            for name, path in RECORDS.items():
                path = path.format(invoice_id=invoice_id)
                pair(path, ours, theirs, connections)  # a first one, not counted
                print(line(name, [pair(path, ours, theirs, connections) for _ in range(rounds)]))


def prepare(environment):
    """A key, and the id of an invoice."""
    url = environment["DATABASE_OPS_URL"].replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        tenant = connection.execute(
            "select tenant_id from tenant where subdomain = 'bench'").fetchone()[0]
        connection.execute("select set_config('app.tenant_id', %s, true)", (str(tenant),))
        connection.execute(KEY, {"hash": token.hashed(SECRET)})
        return connection.execute("select min(invoice_id) from invoice").fetchone()[0]


def pair(path, ours, theirs, connections):
    yard = load.run(f"http://127.0.0.1:{theirs}/", connections=connections)
    mine = load.run(f"http://127.0.0.1:{ours}{path}", f"bench.localhost:{ours}",
                    connections=connections, key=SECRET)
    if mine.errors:
        raise RuntimeError(f"{mine.errors} errors on {path}")
    return mine, mine.rate / yard.rate


def line(name, pairs):
    pairs = sorted(pairs, key=lambda each: each[1])
    middle, _ = pairs[len(pairs) // 2]
    shares = ", ".join(f"{share:.1%}" for _, share in pairs)
    return f"| {name} | {middle.rate:.0f} | {shares} | {middle.p50:.1f} | {middle.p99:.1f} |"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
