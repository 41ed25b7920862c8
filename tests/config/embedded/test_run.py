"""bin/run as a whole, on a folder and a port of its own."""

import contextlib
import http.client
import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config.embedded import leftovers, ports
from config.embedded.state import ROOT
from tests.config.embedded.conftest import bare


def run(folder, **environ):
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "config.embedded"], cwd=ROOT, text=True,
        env=bare(PORTICO_STATE=str(folder), PYTHONPATH=str(ROOT), **environ),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def until_ready(running):
    said = []
    for line in running.stdout:
        said.append(line)
        if line.startswith("Portico is ready"):
            return "".join(said)
    raise AssertionError("".join(said))


def naming(folder):
    """The processes whose command names the folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            found.append(path.read_bytes().decode(errors="replace"))
    return [command for command in found if str(folder) in command]


def status(port, path, host):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Host": host})
    return connection.getresponse().status


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_during_the_start_leaves_no_process(folder, ending):
    running = run(folder, PORT=str(ports.free(1)[0]))
    assert "Portico keeps everything in" in running.stdout.readline()
    running.send_signal(ending)
    rest, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "Traceback" not in rest
    assert not naming(folder)


@pytest.mark.timeout(300)
def test_it_serves_with_a_demo_and_stops_without_a_trace(folder):
    port = ports.free(1)[0]
    running = run(folder, PORT=str(port))
    said = until_ready(running)
    assert f"http://acme.localhost:{port}/portal" in said
    assert status(port, "/healthz", f"localhost:{port}") == 200
    assert status(port, "/portal/login", f"acme.localhost:{port}") == 200
    assert status(port, "/portal/login", f"nosuch.localhost:{port}") == 404
    refused = run(folder, PORT=str(port)).communicate(timeout=60)[0]
    assert f"already running from {folder} at http://localhost:{port}" in refused
    record = json.loads((folder / "processes.json").read_text())
    assert len(record["leaders"]) == 9
    running.terminate()
    assert running.wait(60) == 0
    assert not any(leftovers.session(leader) for leader, _ in record["leaders"])
    assert not naming(folder)
    assert ports.is_free(port)


def test_a_taken_port_is_told_before_anything_starts(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        running = run(folder, PORT=str(port))
        assert running.communicate(timeout=60)[0] == (
            f"Port {port} is taken by another program. Try PORT=8001 bin/run\n")
    assert running.returncode == 1


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_a_port_that_is_none_is_told(folder, port):
    said = run(folder, PORT=port).communicate(timeout=60)[0]
    assert said == f"PORT is '{port}': it must be a number from 1 to 65535.\n"
