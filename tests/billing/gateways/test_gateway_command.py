"""`test-gateway` runs the server with what the environment says."""

import os
import subprocess
import sys

from tests.billing.gateways.running import ROOT, SECRET, browse

RUN = "from setup.commands.test_gateway import test_gateway; test_gateway()"


def started(tmp_path, **environ):
    environ = {"PATH": os.environ["PATH"], "PORTICO_STATE": str(tmp_path), **environ}
    command = [sys.executable, "-c", RUN]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env=environ, **pipes)


def test_it_listens_where_portico_looks_and_keeps_its_ledger_in_the_state(tmp_path):
    environ = {"TEST_GATEWAY_URL": "http://127.0.0.1:0", "TEST_GATEWAY_SECRET": SECRET}
    with started(tmp_path, **environ) as process:
        url = process.stdout.readline().split()[3].rstrip(",")
        assert browse(url + "/health")[0] == 200
        process.terminate()
    assert process.returncode == 0
    assert (tmp_path / "test-gateway" / "ledger").exists()


def test_without_a_secret_it_says_what_to_set(tmp_path):
    with started(tmp_path) as process:
        assert "--secret" in process.stderr.read()
    assert process.returncode == 2
