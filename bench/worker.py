"""A fresh web worker's first page, and its memory after a load: python -m bench.worker"""

import re
import time
import urllib.request
from pathlib import Path
from statistics import median

from bench import load, stage

ROUNDS = 5
PAGE = "/portal/invoices"
MB = 1024


def main():
    with stage.services() as environment:
        secret = stage.fill(environment, {"C-10000": 10_000})["C-10000"]
        measured = [round_of(environment, secret) for _ in range(ROUNDS)]
    first, after, least, most, shared = zip(*measured, strict=True)
    print("| a fresh worker's | |\n| --- | --- |")
    print(f"| first page | {median(first):.0f} ms |")
    print(f"| second page | {median(after):.0f} ms |")
    print(f"| memory before the load | {median(least):.0f} MB |")
    print(f"| memory after it | {median(most):.0f} MB |")
    print(f"| of it not shared with its neighbour | {median(shared):.0f} MB |")


def round_of(environment, secret):
    """(ms of the first page, of the second, MB before, after and private after a load)."""
    port = int(environment["PORT"])
    alone = [stage.PYTHON, "-m", "app", "serve", "--workers", "1"]
    with stage.server(alone, port, environment) as it:
        first, second = (answered(port, secret) for _ in range(2))
        before = memory(it.pid)[0]
        load.run(f"http://127.0.0.1:{port}{PAGE}", f"bench.localhost:{port}", f"portal={secret}")
        return first, second, before, *memory(it.pid)


def answered(port, secret):
    request = urllib.request.Request(  # noqa: S310
        f"http://127.0.0.1:{port}{PAGE}",
        headers={"Host": f"bench.localhost:{port}", "Cookie": f"portal={secret}"})
    since = time.perf_counter()
    body = urllib.request.urlopen(request, timeout=30).read()  # noqa: S310
    if b"C-10000-" not in body:
        raise RuntimeError("this is not the list")
    return (time.perf_counter() - since) * 1000


def memory(server):
    """(resident, private) MB of the server's only worker."""
    worker = Path(f"/proc/{server}/task/{server}/children").read_text().split()[0]
    said = Path(f"/proc/{worker}/smaps_rollup").read_text()
    private = sum(map(int, re.findall(r"Private_\w+:\s+(\d+)", said)))
    return int(re.search(r"Rss:\s+(\d+)", said)[1]) / MB, private / MB


if __name__ == "__main__":
    main()
