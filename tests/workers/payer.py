"""A process that pays as the web server does, so that it can be killed on the way."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, sys
from app import create_app
from config import settings
from tests.visitor import Visitor

secret, form = sys.argv[1], json.loads(sys.argv[2])
visitor = Visitor(create_app(settings.read()), "acme").with_cookie("portal", secret)
visitor.post("/portal/payments/review", form)
"""


class Payer:
    """Sends the form at once; `kill` is kill -9, in the middle of whatever it does."""

    def __init__(self, visitor, form, environment):
        secret = visitor.client.get_cookie("portal", domain="acme.localhost").value
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, secret, json.dumps(form)], cwd=ROOT,
            env={**os.environ, **environment}, stderr=subprocess.DEVNULL,
        )

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        assert self.process.wait(timeout=30) == -signal.SIGKILL
