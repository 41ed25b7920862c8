"""A company with invoices to pay, its processes behind relays, and the time that passes there."""

import json
import os
import signal
import subprocess
import threading
import urllib.request
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import psycopg

from bench import stage
from bench.faults.lines import Lines
from tenants import token

NAMES = ("jane", "tom")
METHODS = ("visa", "mastercard", "card_declined", "bank", "error_after", "cut_before")
INVOICES = """insert into invoice (tenant_id, invoice_id, customer_id, invoice_date, due_date,
 currency, subtotal, invoice_amount, status, created_date, updated_date)
 select 1, id, 'C-1', current_date, current_date + %s, 'USD', 12050, 12050, 'Posted', now(), now()
   from unnest(%s::text[]) id"""
LATER = """update payment_attempt set created_date = created_date - %(by)s::interval,
 due_at = due_at - %(by)s::interval, lease_until = lease_until - %(by)s::interval
 where due_at is not null"""


@contextmanager
def opened():
    with stage.services() as environment:
        shop = Shop(environment)
        try:
            yield shop
        finally:
            shop.close()


class Shop:
    """`settings` are those of its processes, which reach database and gateway by relays."""

    def __init__(self, environment):
        self.environment, self.port = environment, int(environment["PORT"])
        self.lines = Lines(environment)
        self.settings = self.lines.settings
        self.running, self.numbers = {}, count(1)
        self.connection = psycopg.connect(
            environment["DATABASE_OPS_URL"].replace("+psycopg", ""), autocommit=True)
        self.guard = threading.Lock()
        self.fill()

    def fill(self):
        here = Path(__file__).parent
        self.connection.execute((here.parent / "tenant.sql").read_text())
        self.connection.execute("select set_config('app.tenant_id', '1', false)")
        values = {"names": list(NAMES), "hashes": list(map(token.hashed, NAMES)),
                  "methods": list(METHODS)}
        for statement in (here / "shop.sql").read_text().split(";\n\n"):
            self.connection.execute(statement, values)

    def read(self, query, values=()):
        """Rows, as told to one caller at a time."""
        with self.guard:
            return self.connection.execute(query, values).fetchall()

    def write(self, query, values=()):
        with self.guard:
            self.connection.execute(query, values)

    def invoices(self, number=1, due_in=30):
        """Ids of new invoices over 120.50."""
        ids = [f"INV-{next(self.numbers)}" for _ in range(number)]
        self.write(INVOICES, (due_in, ids))
        return ids

    def later(self, minutes):
        """So much time has passed for what waits; nobody may be at work on it."""
        self.write(LATER, {"by": f"{minutes} minutes"})

    def entries(self):
        """The gateway's own ledger."""
        headers = {"Authorization": f"Bearer {self.environment['TEST_GATEWAY_SECRET']}",
                   "Gateway-Account": "1"}
        request = urllib.request.Request(  # noqa: S310
            self.environment["TEST_GATEWAY_URL"] + "/ledger", headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.load(answer)["entries"]

    def start(self, name, *words):
        """`python -m app WORDS`; the web server is waited for until it answers."""
        with open(Path(self.environment["PORTICO_STATE"]) / f"{name}.log", "ab") as log:
            self.running[name] = subprocess.Popen(
                [stage.PYTHON, "-m", "app", *words], cwd=stage.ROOT, env=self.settings,
                stdout=log, stderr=log)

    def failures(self):
        """What the processes said that went wrong."""
        logs = Path(self.environment["PORTICO_STATE"]).glob("*.log")
        return [line for log in logs for line in log.read_text(errors="replace").splitlines()
                if "failure" in line or "Traceback" in line]

    def serve(self, workers=1, threads=16):
        self.start("web", "serve", "--workers", str(workers), "--threads", str(threads))
        stage.wait(f"http://127.0.0.1:{self.port}/healthz", 120)

    def kill(self, name):
        """kill -9 of a process and of all its children, at the same moment."""
        process = self.running.pop(name)
        for pid in (process.pid, *children(process.pid)):
            slay(pid)
        process.wait()

    def close(self):
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(30)
        self.connection.close()


def children(pid):
    with suppress(OSError):
        return [int(each) for each in
                Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def slay(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def alive(pid):
    """Whether it runs; one that nobody has buried does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False
