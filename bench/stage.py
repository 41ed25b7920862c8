"""What a measurement stands on: services of its own, two customers, and servers side by side."""

import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg

from config.embedded import Services
from config.embedded.ports import free

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
SECRET = "bench-visit"  # nosec: opens a throwaway database only


@contextmanager
def services():
    """Throwaway services with a migrated database; yields the environment."""
    port = free(1)[0]
    with Services(environ={"PATH": os.environ["PATH"], "PORT": str(port)}) as running:
        environment = {**os.environ, **running.environment}
        subprocess.run([PYTHON, "-m", "app", "migrate"], cwd=ROOT, env=environment, check=True)
        yield environment


def fill(environment, sizes):
    """A tenant whose customers have so many invoices each; {customer_id: cookie's secret}."""
    from tenants import token

    url = environment["DATABASE_OPS_URL"].replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        connection.execute((ROOT / "bench" / "tenant.sql").read_text())
        for customer_id, size in sizes.items():
            values = {"id": customer_id, "size": size,
                      "cookie": token.hashed(f"{SECRET}-{customer_id}")}
            for statement in (ROOT / "bench" / "customer.sql").read_text().split(";\n\n"):
                connection.execute(statement, values)
        connection.commit()
    vacuum(environment)
    return {customer_id: f"{SECRET}-{customer_id}" for customer_id in sizes}


def vacuum(environment):
    """What PostgreSQL does by itself some minutes after so many rows came in."""
    url = environment["DATABASE_OWNER_URL"].replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum (analyze)")


@contextmanager
def server(command, port, environment, path="/healthz"):
    """A server that answers on the port, ended at the end."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        wait(f"http://127.0.0.1:{port}{path}")
        yield process
    finally:
        process.terminate()
        process.wait(20)


def wait(address, seconds=120):
    end = time.monotonic() + seconds
    while True:
        try:
            return urllib.request.urlopen(address, timeout=2).read()  # noqa: S310
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
