"""What a client cannot send but an attacker can: bytes, to the server itself (T1)."""

import os
import socket
import subprocess
import sys
import time

import pytest

from config.embedded.ports import answers, free
from config.settings import ROOT

ACME, INITECH = "Host: acme.localhost:8000", "Host: initech.localhost:8000"
LOGIN = "GET /portal/login HTTP/1.1"


@pytest.fixture(scope="module")
def port(town, migrated):
    """The server as bin/portico starts it, with one worker."""
    port, = free(1)
    command = [sys.executable, "-m", "granian", "app:create_app", "--interface=wsgi", "--factory",
               "--no-ws", "--host=127.0.0.1", f"--port={port}", "--workers=1",
               "--blocking-threads=1", "--log-level=error"]
    server = subprocess.Popen(command, env={**os.environ, **migrated}, cwd=ROOT,
                              stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not answers(port) and time.monotonic() < end:
        time.sleep(0.1)
    yield port
    server.terminate()
    server.wait(20)


def say(port, *lines):
    """The whole answer to these lines."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1"))
        parts = iter(lambda: line.recv(65536), b"")
        return b"".join(parts).decode(errors="replace")


def status(answer):
    return int(answer.split()[1])


def test_the_server_serves(port):
    answer = say(port, LOGIN, ACME)
    assert status(answer) == 200 and "Acme Cloud" in answer


@pytest.mark.parametrize("lines", [
    (ACME, INITECH), (INITECH, ACME), (), ("Host:",), ("Host: acme.localhost:8000 initech",),
    ("Host: acm\xe9.localhost:8000",), ("Host: acme.localhost:99999999",),
])
def test_two_hosts_none_or_half_a_one_are_nobodys(port, lines):
    answer = say(port, LOGIN, *lines)
    assert status(answer) in (400, 404)
    assert "Acme" not in answer and "Initech" not in answer


@pytest.mark.parametrize("authority", ["initech.localhost:8000", "evil.example"])
def test_an_absolute_address_changes_nothing(port, authority):
    """The Host header alone decides, and no link repeats what the request line said."""
    answer = say(port, f"GET http://{authority}/portal/login HTTP/1.1", ACME)
    assert status(answer) in (200, 400, 404)
    assert "Initech" not in answer and authority not in answer


@pytest.mark.parametrize("path", ["/portal", "/setup", "/", "//evil.example", "/portal//evil.org",
                                  "/portal/login?next=//evil.example"])
def test_no_redirect_leads_to_a_host_of_the_requests(port, path):
    for host in ("acme.localhost:99", "acme.localhost:8000"):
        answer = say(port, f"GET {path} HTTP/1.1", f"Host: {host}")
        places = [line for line in answer.splitlines() if line.lower().startswith("location:")]
        assert not any("//" in place.split(":", 1)[1] for place in places)


@pytest.mark.parametrize("path", ["/portal/../setup/customers", "/portal/%2e%2e/setup/customers",
                                  "/static/x/..%2f..%2ferrors.py", "/static/x/%2e%2e/errors.py"])
def test_dots_lead_nowhere(port, path):
    answer = say(port, f"GET {path} HTTP/1.1", ACME)
    assert status(answer) in (302, 400, 404) and "HTTPException" not in answer
