"""A company with invoices to pay, its processes behind relays, and the time that passes there."""

import json
import subprocess
import threading
import urllib.request
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from bench import stage
from bench.faults.dying import children, slay
from bench.faults.lines import Lines
from tenants import token

NAMES = ("jane", "tom", "otto", "olga")  # two of each customer
METHODS = ("visa", "mastercard", "card_declined", "bank", "error_after", "cut_before")
INVOICES = """insert into invoice (tenant_id, invoice_id, customer_id, invoice_date, due_date,
 currency, subtotal, invoice_amount, status, created_date, updated_date)
 select 1, id, case when id like 'AUTO-%%' then 'C-2' else 'C-1' end, current_date - 30,
        current_date - 1, 'USD', 12050, 12050, 'Posted', now(), now()
   from unnest(%s::text[]) id"""
AUTOPAY = """insert into autopay_charge (tenant_id, autopay_charge_id, customer_id, invoice_id,
 charge_on, created_date, due_at)
 select 1, gen_random_uuid(), customer_id, invoice_id, due_date, now(), now() from invoice
  where invoice_id = any(%s)"""
LATER = """update {table} set created_date = created_date - %(by)s::interval,
 due_at = due_at - %(by)s::interval, lease_until = lease_until - %(by)s::interval
 where due_at is not null"""
WAITING = ("payment_attempt", "autopay_charge", "refund")
DUE = "select count(*) from {table} where due_at <= now()"


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
                  "methods": list(METHODS), "clerk": token.hashed("clerk"),
                  "program": token.hashed("program")}
        for statement in (here / "shop.sql").read_text().split(";\n\n"):
            self.connection.execute(statement, values)

    def read(self, query, values=()):
        """Rows, as told to one caller at a time."""
        with self.guard:
            return self.connection.execute(query, values).fetchall()

    def write(self, query, values=()):
        with self.guard:
            self.connection.execute(query, values)

    def invoices(self, number=1):
        """Ids of new invoices over 120.50, past due."""
        return self.posted("INV", number)

    def autopaid(self, number=1):
        """The same of another customer, to be charged by autopay now."""
        ids = self.posted("AUTO", number)
        self.write(AUTOPAY, (ids,))
        return ids

    def posted(self, kind, number):
        ids = [f"{kind}-{next(self.numbers)}" for _ in range(number)]
        self.write(INVOICES, (ids,))
        return ids

    def later(self, minutes):
        """So much time has passed for what waits; nobody may be at work on it."""
        for table in WAITING:
            self.write(LATER.format(table=table), {"by": f"{minutes} minutes"})

    def due(self):
        """How many rows wait to be worked on now."""
        return sum(self.read(DUE.format(table=table))[0][0] for table in WAITING)

    def entries(self):
        """The gateway's own ledger."""
        headers = {"Authorization": f"Bearer {self.environment['TEST_GATEWAY_SECRET']}",
                   "Gateway-Account": "1"}
        request = urllib.request.Request(  # noqa: S310
            self.environment["TEST_GATEWAY_URL"] + "/ledger", headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.load(answer)["entries"]

    def start(self, name, *words, module="app"):
        """`python -m app WORDS`, or of another module; not waited for."""
        with open(Path(self.environment["PORTICO_STATE"]) / f"{name}.log", "ab") as log:
            self.running[name] = subprocess.Popen(
                [stage.PYTHON, "-m", module, *words], cwd=stage.ROOT, env=self.settings,
                stdout=log, stderr=log)

    def serve(self, workers=1, threads=16):
        """Web servers that answer."""
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


def failures(shop):
    """What its processes said that went wrong."""
    logs = Path(shop.environment["PORTICO_STATE"]).glob("*.log")
    return [line for log in logs for line in log.read_text(errors="replace").splitlines()
            if '"failure"' in line or "Traceback" in line]
