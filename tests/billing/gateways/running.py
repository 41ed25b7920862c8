"""The Test gateway as a process of its own, as in production, and a browser of sorts."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SECRET = "a secret of the tests"
COMMAND = [sys.executable, "-m", "billing.gateways.test.server"]


class Running:
    """A started server; `url` is where it listens."""

    def __init__(self, ledger, port=0):
        self.ledger = ledger
        command = [*COMMAND, "--port", str(port), "--ledger", str(ledger)]
        environ = {**os.environ, "TEST_GATEWAY_SECRET": SECRET}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
        )
        self.url = self.process.stdout.readline().split()[3].rstrip(",")

    @property
    def port(self):
        return int(self.url.rsplit(":", 1)[1])

    def kill(self):
        self.process.kill()
        self.end()

    def stop(self):
        self.process.terminate()
        return self.end()

    def end(self):
        self.process.wait(timeout=30)
        self.process.stdout.close()
        return self.process.returncode


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def browse(url, form=None):
    """(status, headers, text) of a page, without following it further."""
    content = form and urllib.parse.urlencode(form).encode()
    try:
        response = urllib.request.build_opener(Stay).open(url, content)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return response.status, response.headers, response.read().decode()


def eventually(ask, seconds=30):
    """What `ask` says once it says anything true; for what a loaded machine may do late."""
    until = time.monotonic() + seconds
    while not (said := ask()) and time.monotonic() < until:
        time.sleep(0.02)
    return said
