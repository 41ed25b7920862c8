"""Invoice PDFs of two pages, first and stored, and ZIPs of them: python -m bench.documents

Times are of whole answers over loopback, one reader at a time, so the server's own time is less.
Processor time is the web worker's and its press's; it tells more than the clock on a busy machine.
"""

import http.client
import os
import sys
import time
from pathlib import Path
from statistics import median, quantiles

import psycopg

from bench import stage

CUSTOMER = "C-10000"
LINES = 28  # two pages
COUNT = 60
ZIPPED = 500
WARM = 5


def main(count=COUNT, zipped=ZIPPED):
    with stage.services() as environment:
        secret = stage.fill(environment, {CUSTOMER: 10_000})[CUSTOMER]
        lengthen(environment, max(count + WARM, zipped))
        serve = [stage.PYTHON, "-m", "app", "serve", "--workers=1"]
        port = int(environment["PORT"])
        with stage.server(serve, port, environment) as server:
            reader = Reader(port, secret)
            report(reader, server.pid, count, zipped)


def lengthen(environment, most):
    """Lines for the newest invoices."""
    with psycopg.connect(environment["DATABASE_OPS_URL"].replace("+psycopg", "")) as connection:
        connection.execute("select set_config('app.tenant_id', '1', true)")
        statement = (stage.ROOT / "bench" / "lines.sql").read_text()
        connection.execute(statement, {"id": CUSTOMER, "most": most, "lines": LINES})


class Reader:
    """One browser, its connection kept."""

    def __init__(self, port, secret):
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        self.headers = {"Host": f"bench.localhost:{port}", "Cookie": f"portal={secret}"}

    def get(self, path):
        """(milliseconds, bytes) of an answer."""
        since = time.perf_counter()
        self.line.request("GET", path, headers=self.headers)
        answer = self.line.getresponse()
        size = sum(len(part) for part in iter(lambda: answer.read(1 << 20), b""))
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} on {path}")
        return (time.perf_counter() - since) * 1000, size


def report(reader, pid, count, zipped):
    reader.get("/portal/invoices")
    before = taken(pid)
    for number in range(1, WARM + 1):
        reader.get(path(number))
    numbers = range(WARM + 1, WARM + count + 1)
    print("| invoice PDF, two pages | median ms | p90 ms | least ms | processor ms |")
    print("| --- | --- | --- | --- | --- |")
    first, stored = (row(name, reader, pid, numbers) for name in ("first", "stored"))
    print(f"\nfirst ÷ stored, of the medians: {first / stored:.1f}")
    told(f"web worker, press before and after {count + WARM} renderings", before, taken(pid))
    bundles(reader, pid, zipped)


def path(number):
    return f"/portal/invoices/{CUSTOMER}-{number}.pdf"


def row(name, reader, pid, numbers):
    since = processor(pid)
    times = [reader.get(path(number))[0] for number in numbers]
    used = (processor(pid) - since) / len(times)
    middle, late = median(times), quantiles(times, n=10)[-1]
    print(f"| {name} | {middle:.1f} | {late:.1f} | {min(times):.1f} | {used:.1f} |", flush=True)
    return middle


def processor(pid):
    """Milliseconds that the worker and its press have used."""
    return sum(
        sum(map(int, Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[11:13]))
        for each in family(pid)
    ) * 1000 / os.sysconf("SC_CLK_TCK")


def bundles(reader, pid, zipped):
    chosen = f"/portal/invoices.zip?invoice_amount.max={amount(zipped)}"
    for name in ("first", "stored"):
        milliseconds, size = reader.get(chosen)
        print(f"\nZIP of {zipped}, {name}: {milliseconds / 1000:.1f} s, {size / 1e6:.1f} MB,"
              f" {zipped / milliseconds * 1000:.0f} PDFs/s")
        told("web worker, press at the most so far", taken(pid, "VmHWM"))


def amount(number):
    """The total of the invoice of that number, in major units; see customer.sql."""
    return f"{(number * 137 + 995) / 100:.2f}"


def told(what, *moments):
    said = (", ".join(f"{size:.0f} MB" for size in each) for each in moments)
    print(f"{what}: {' → '.join(said)}")


def taken(pid, key="VmRSS"):
    """Megabytes of the worker and of its press."""
    return [megabytes(each, key) for each in family(pid)]


def family(pid):
    """The worker of the server, and its press as soon as there is one."""
    worker = child(pid)
    return [each for each in (worker, child(worker)) if each]


def child(pid):
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    found += [each for task in Path(f"/proc/{pid}/task").iterdir()
              for each in (task / "children").read_text().split()]
    return next((int(each) for each in found if "tracker" not in command(each)), None)


def command(pid):
    return Path(f"/proc/{pid}/cmdline").read_text()


def megabytes(pid, key):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith(key + ":"))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
