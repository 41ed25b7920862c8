"""Portico's own processes, as bin/run starts them."""

import http.client
import os
import sys

import psycopg

from config.embedded import command
from config.embedded.process import Process
from config.embedded.state import ROOT
from config.embedded.trouble import Trouble

APP = (sys.executable, "-P", "-m", "app")


def web(state, environment):
    return program("web", "serve", state, environment, answers=lambda: healthy(environment))


def worker(state, environment):
    """For what is quick: a mail waits behind no export of a million rows."""
    return program("worker", "worker attempt refund webhook autopay method_errand mail delivery",
                   state, environment)


def exporter(state, environment):
    return program("exporter", "worker bulk_invite audit_export export", state, environment)


def scheduler(state, environment):
    return program("scheduler", "scheduler", state, environment)


def program(name, words, state, environment, answers=lambda: True):
    return Process(name, [*APP, *words.split()], state.log(name), answers=answers,
                   environ=surroundings(environment))


def surroundings(environment):
    return {**os.environ, **environment, "PYTHONPATH": str(ROOT)}


def healthy(environment):
    """Whether the web server answers its own health check."""
    host = os.environ.get("HOST", "127.0.0.1").replace("0.0.0.0", "127.0.0.1")  # nosec B104
    connection = http.client.HTTPConnection(host, int(environment["PORT"]), timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def database_is_empty(environment):
    """Whether it has no tenant yet; asked here because starting a command takes a second."""
    address = environment["DATABASE_URL"].replace("+psycopg", "")
    with psycopg.connect(address) as connection:
        return connection.execute("SELECT NOT EXISTS (SELECT FROM tenant)").fetchone()[0]


def run(words, environment):
    """Runs one of bin/portico's commands to its end and returns what it printed."""
    code, output, errors = command.run([*APP, *words.split()], cwd=ROOT,
                                       env=surroundings(environment))
    if code:
        raise Trouble(f"bin/portico {words} failed:\n{(output + errors)[-3000:]}")
    return output
