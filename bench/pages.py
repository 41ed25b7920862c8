"""Pages against a bare Flask “hello”, in turn: python -m bench.pages

The yardstick is gunicorn with 2 sync workers; ours is bin/portico serve with 2 workers.
"""

import sys
from statistics import median

from bench import load, stage
from bench.weight import Scales
from config.embedded.ports import free

SIZES = {"C-500": 500, "C-10000": 10_000}
PAGES = {
    "sign-in": ("/portal/login", None),
    "dashboard, payments": ("/portal/payments", "C-500"),
    "invoices, 500": ("/portal/invoices", "C-500"),
    "invoices, 10,000": ("/portal/invoices", "C-10000"),
}
ROUNDS = 5
SEED = "as-a-browser-keeps-it-from-its-first-page"


def main(rounds=ROUNDS, connections=8):
    with stage.services() as environment:
        secrets = stage.fill(environment, SIZES)
        ours, theirs = int(environment["PORT"]), free(1)[0]
        hello = ["gunicorn", "-w2", f"-b127.0.0.1:{theirs}", "bench.hello:app"]
        serve = [stage.PYTHON, "-m", "app", "serve"]
        with (
            stage.server([stage.PYTHON, "-m", *hello], theirs, environment, "/"),
            stage.server(serve, ours, environment),
        ):
            report(environment, secrets, ours, theirs, rounds, connections)


def report(environment, secrets, ours, theirs, rounds, connections):
    scales = Scales(environment)
    print(f"{connections} connections, median of {rounds} rounds, each beside the yardstick")
    print("| page | req/s | share of hello | p50 ms | p99 ms | statements | waits | kB | gzip |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, (path, customer) in PAGES.items():
        secret = secrets.get(customer, "")
        pairs = [pair(path, secret, ours, theirs, connections) for _ in range(rounds)]
        weighed = scales.weigh(path, f"http://bench.localhost:{ours}", secret)
        print(line(name, pairs, weighed), flush=True)


def pair(path, secret, ours, theirs, connections):
    yard = load.run(f"http://127.0.0.1:{theirs}/", connections=connections)
    mine = load.run(f"http://127.0.0.1:{ours}{path}", f"bench.localhost:{ours}",
                    f"portal={secret}; seed={SEED}", connections)
    if mine.errors:
        raise RuntimeError(f"{mine.errors} errors on {path}")
    return mine, mine.rate / yard.rate


def line(name, pairs, weighed):
    statements, waits, raw, zipped = weighed
    loads = [each for each, _ in pairs]
    figures = [f"{median(each.rate for each in loads):.0f}",
               f"{median(share for _, share in pairs) * 100:.1f} %",
               f"{median(each.p50 for each in loads):.1f}",
               f"{median(each.p99 for each in loads):.1f}",
               statements, waits, f"{raw / 1000:.1f}", f"{zipped / 1000:.1f}"]
    return f"| {name} | {' | '.join(map(str, figures))} |"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
