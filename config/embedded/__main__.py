"""bin/run: everything that Portico needs, in order, until it is told to stop."""

import argparse
import contextlib
import os
import signal
import sys
import time

from config.embedded import Services, Trouble, ports, programs, supervisor
from config.embedded.state import ROOT

ABOUT = """Serve Portico with all that it needs: PostgreSQL, Redis, S3 and SMTP, each only if its
address is not in the environment (DATABASE_URL, REDIS_URL, S3_ENDPOINT_URL, SMTP_URL)."""
VARIABLES = """PORT (8000) and PORTICO_STATE (var/) allow two copies side by side; HOST (127.0.0.1)
is the address to listen on. Ctrl-C stops everything and keeps the data."""


class Over(BaseException):
    """Somebody asked for the end."""


def main():
    argparse.ArgumentParser("bin/run", description=ABOUT, epilog=VARIABLES).parse_args()
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, end)
    services = Services(os.environ.get("PORTICO_STATE") or ROOT / "var")
    try:
        run(services)
    except Trouble as trouble:
        say(trouble)
        return 1
    except Over:
        return 0
    finally:
        stop(services)


def end(*_):
    raise Over


def run(services):
    services.claim()
    check_port()
    say(f"Portico keeps everything in {services.state.real}")
    with step("Starting PostgreSQL, Valkey, SeaweedFS, mail sink and Test gateway"):
        environment = services.start()
    prepare(environment)
    with step("Starting web server, worker and scheduler"):
        for program in (programs.scheduler, programs.worker, programs.web):
            services.launch(program(services.state, environment))
        sign_ins = programs.run("demo show", environment) if is_embedded(environment) else ""
        services.processes[-1].wait()
    services.launch(programs.exporter(services.state, environment))  # nobody waits for it to load
    say(f"\n{sign_ins.rstrip()}\n\nPortico is ready at {environment['BASE_URL']}. "
        f"Logs: {services.state.real / 'log'}. Ctrl-C stops it.")
    supervisor.watch(services.processes, say, services.remember)


def check_port():
    port = os.environ.get("PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Trouble(f"PORT is {port!r}: it must be a number from 1 to 65535.")
    try:
        free = ports.is_free(int(port), os.environ.get("HOST", "127.0.0.1"))
    except PermissionError:
        raise Trouble(f"Only root may serve on port {port}. Try PORT=8001 bin/run") from None
    if not free:
        raise Trouble(f"Port {port} is taken by another program. Try PORT=8001 bin/run")


def prepare(environment):
    with step("Bringing the database up to date"):
        programs.run("migrate", environment)
    if is_embedded(environment) and programs.database_is_empty(environment):
        with step("Loading the demo, since the database is empty"):
            programs.run("demo load --if-empty", environment)


def is_embedded(environment):
    """Whether this is a trial, where a demo and a mail page may exist (D37)."""
    return bool(environment.get("MAIL_STORE"))


@contextlib.contextmanager
def step(what):
    """Says what goes on and, at its end, how long it took."""
    since = time.monotonic()
    print(f"{what} ...", end="", flush=True)
    try:
        yield
    except BaseException:
        say("")
        raise
    say(f" {time.monotonic() - since:.1f} s")


def stop(services):
    """Ends everything in order; a second request for the end is answered by force."""
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: force(services))
    if services.processes:
        say("\nStopping; the data stays.")
    services.stop()


def force(services):
    for process in services.processes:
        process.kill_session()
    os._exit(1)


def say(text):
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
