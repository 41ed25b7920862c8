"""What a call with usage events was answered is kept, whatever dies right after (I5)."""

import http.client
import json
import os
import shutil
import signal
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from app import create_app
from bench import stage, usage_events
from config.embedded import Services
from config.embedded.ports import free
from setup.commands import portico
from tests.workers.program import Program, until

ALIVE = 2 * usage_events.SIZE  # events that were answered before the death
ELSEWHERE = ("REDIS_URL", "S3_", "SMTP_URL", "MAIL_STORE", "TEST_GATEWAY")

pytestmark = [pytest.mark.full, pytest.mark.timeout(400)]


@pytest.fixture
def house(migrated):
    """A database that writes durably, under the rest of the services; (Services, its folder)."""
    above = Path(tempfile.mkdtemp(prefix="portico-test-"))
    above.chmod(0o711)
    given = {name: value for name, value in migrated.items() if name.startswith(ELSEWHERE)}
    house = House(above / "var", {"PATH": os.environ["PATH"], "PORT": str(free(1)[0]), **given})
    with house.open():
        settings = house.services.environment
        portico(["migrate"], obj=lambda database: create_app(settings, database),
                standalone_mode=False)
        usage_events.fill(settings["DATABASE_OPS_URL"].replace("+psycopg", ""))
    yield house
    shutil.rmtree(above)


class House:
    def __init__(self, folder, environ):
        self.folder, self.environ = folder, environ

    def open(self):
        self.services = Services(self.folder, environ=self.environ, gateway=False)
        return self.services

    def serve(self):
        port = self.environ["PORT"]
        return Program(self.services.environment, "serve", "--port", port, "--workers", "1"), port

    def die(self):
        """The database, at this moment."""
        database, = (each for each in self.services.processes if each.name == "postgres")
        os.kill(database.popen.pid, signal.SIGKILL)


def send(port, batch):
    """What is answered, or None where nobody answers any more."""
    line = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
    headers = {"Host": f"bench.localhost:{port}", "Content-Type": "application/json",
               "Authorization": f"Bearer {usage_events.KEY}"}
    with suppress(OSError, http.client.HTTPException):
        line.request("POST", "/api/v1/usage_events", json.dumps(batch), headers)
        answer = line.getresponse()
        return json.loads(answer.read()) if answer.status == 200 else None


def test_what_was_answered_survives_a_kill_of_server_and_database(house):
    sent, answered, over = [], [], Event()

    def keep_sending(port):
        while not over.is_set():
            sent.append(usage_events.events()[:200])
            told = send(port, sent[-1])
            if told is None:
                return
            answered.append(told["stored"])

    with house.open():
        program, port = house.serve()
        with program:
            stage.wait(f"http://127.0.0.1:{port}/healthz", 120)
            sender = Thread(target=keep_sending, args=[port])
            sender.start()
            until(lambda: sum(answered) >= ALIVE or not sender.is_alive())
            house.die()
            program.kill()
            over.set()
            sender.join()
    assert sum(answered) >= ALIVE
    with house.open():
        program, port = house.serve()
        with program:
            stage.wait(f"http://127.0.0.1:{port}/healthz", 120)
            again = [send(port, batch) for batch in sent]
    known = [told["known"] for told in again]
    assert known[:len(answered)] == answered, "what was answered is there"
    assert all(told["known"] in (0, 200) and not told["refused"] for told in again), "whole batches"
