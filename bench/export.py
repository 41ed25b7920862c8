"""How fast and how large: exports of 100,000 and 1,000,000 invoices, made by a real worker (P12).

python -m bench.export [rows ...]: from the row that asks for it to “completed”, with services of
its own. Prints rows a second, and what the work-horse took of the processor and of memory: others
at work on the machine change the first, not the rest.
"""

import os
import re
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from pathlib import Path

import psycopg

from bench.stage import PYTHON, ROOT, fill, services

SIZES = (100_000, 1_000_000)
LINE = "{:>10} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}"
ASK = """insert into export (tenant_id, export_id, customer_id, portal_user_id, table_key, filter,
                            columns, created_date, due_at)
         select 1, %(export)s, %(customer)s, portal_user_id, 'invoices', '[]', '[]', now(), now()
           from contact where customer_id = %(customer)s"""
HEADS = ("rows", "seconds", "rows/s", "CPU s", "horse MB", "private", "file MB")
NOTHING = (0, 0, 0)
STATE = "select state, size from export where export_id = %s"


def main(sizes):
    with services() as environment:
        fill(environment, {f"C{size}": size for size in sizes})
        worker = subprocess.Popen([PYTHON, "-m", "app", "worker", "export"], cwd=ROOT,
                                  env=environment)
        try:
            print(LINE.format(*HEADS))
            for size in sizes:
                print(LINE.format(*measured(environment, worker, size)), flush=True)
        finally:
            worker.terminate()
            worker.wait(30)


def measured(environment, worker, size):
    address = environment["DATABASE_OPS_URL"].replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("select set_config('app.tenant_id', '1', false)")
        export_id, since, peak = ask(connection, environment, f"C{size}"), time.monotonic(), NOTHING
        while (found := connection.execute(STATE, [export_id]).fetchone())[0] == "pending":
            peak = max(peak, memory(worker.pid))
            time.sleep(0.05)
        seconds = time.monotonic() - since
    assert found[0] == "completed", found
    most, private, cpu = peak
    return (f"{size:,}", f"{seconds:.1f}", f"{size / seconds:,.0f}", f"{cpu:.1f}", f"{most:.0f}",
            f"{private:.0f}", f"{found[1] / 1e6:.1f}")


def ask(connection, environment, customer):
    """The id of a new export, of which the worker is told."""
    from app import create_app
    from workers import queue

    export_id = uuid.uuid4()
    connection.execute(ASK, {"export": export_id, "customer": customer})
    with create_app(environment).app_context():
        queue.wake("export", export_id, tenant_id=1)
    return export_id


def memory(worker):
    """What the largest of the worker's children holds, which is its horse."""
    children = Path(f"/proc/{worker}/task/{worker}/children").read_text().split()
    return max((held(child) for child in children), default=NOTHING)


def held(pid):
    """(most resident, private now) megabytes and the seconds of processor that it took."""
    with suppress(OSError, TypeError):
        most = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]
        rolled = Path(f"/proc/{pid}/smaps_rollup").read_text()
        private = sum(map(int, re.findall(r"Private_\w+:\s+(\d+)", rolled)))
        ticks = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        return int(most) / 1024, private / 1024, sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return NOTHING


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or SIZES)
