"""Journeys: a real browser on a whole installation, started as bin/run starts it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from config.embedded import ports
from config.settings import ROOT
from tests.journeys.installation import Installation


@pytest.fixture(scope="session")
def installation():
    """bin/run's launcher on a port and in a folder of its own, with the demo."""
    state = Path(tempfile.mkdtemp(prefix="portico-journey-"))
    state.chmod(0o711)
    port = str(ports.free(1)[0])
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {**kept, "PORT": port, "PORTICO_STATE": str(state)}
    with (state / "run.log").open("w") as log:
        process = subprocess.Popen([sys.executable, "-m", "config.embedded"], cwd=ROOT,
                                   env=environment, stdout=log, stderr=log)
        try:
            yield Installation.ready(process, port, environment, state / "run.log")
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
            shutil.rmtree(state, ignore_errors=True)


@pytest.fixture(scope="session")
def demo(installation):
    """What `demo show --json` tells, by subdomain."""
    shown = json.loads(installation.portico("demo", "show", "--json"))
    return {tenant["subdomain"]: tenant for tenant in shown["tenants"]}


@pytest.fixture
def browse(chromium):
    """New browsers, each with cookies of its own; what a page logs as an error fails the test."""
    contexts, errors = [], []

    def one(**options):
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    expect.set_options(timeout=15_000)
    yield one
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def mails(installation):
    """The mails of the mail page, newest first, as it lists them."""

    def read():
        address = f"http://127.0.0.1:{installation.port}/messages.json"
        request = urllib.request.Request(
            address, headers={"Host": f"mail.localhost:{installation.port}"}
        )
        return json.load(urllib.request.urlopen(request, timeout=10))

    return read
