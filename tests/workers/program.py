"""Portico's own processes, as production runs them, and ways for them to die."""

import contextlib
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import text

from config.settings import ROOT

CONNECTIONS = text("select count(*) from pg_stat_activity where application_name = :name")


class Program:
    """`python -m app WORDS` with the settings given; ended by `with`."""

    def __init__(self, environment, *words):
        self.name = f"test {secrets.token_hex(4)}"  # by which the database knows it
        named = {name: f"{address}&application_name={self.name}"
                 for name, address in environment.items() if name.startswith("DATABASE_")}
        self.environment, self.words = {**environment, **named}, words

    def __enter__(self):
        self.log = tempfile.TemporaryFile("w+")
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "app", *self.words], cwd=ROOT, stderr=self.log,
            env={"PATH": os.environ["PATH"], **self.environment})
        return self

    def __exit__(self, *_):
        self.end()
        self.log.close()

    def end(self, patience=15):
        """Ask it to end, and return its exit code."""
        self.popen.send_signal(signal.SIGTERM)
        try:
            return self.popen.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self):
        """kill -9 of the process and of all its children, at the same moment."""
        family = [self.popen.pid, *self.children()]
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.popen.wait()

    def children(self):
        path = Path(f"/proc/{self.popen.pid}/task/{self.popen.pid}/children")
        return [int(pid) for pid in path.read_text().split()]

    def connections(self, engine):
        """How many the database has of it and of its children; dead ones too until it notices."""
        with engine.connect() as connection:
            return connection.execute(CONNECTIONS, {"name": self.name}).scalar_one()

    def said(self):
        """Its log so far, line by line."""
        self.log.seek(0)
        return self.log.read().splitlines()


def until(condition, patience=120):
    """Wait for a condition, not for a time; the patience only bounds a failure."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)
