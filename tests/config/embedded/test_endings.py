"""Services survive being killed, and leave nothing behind when stopped."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from config.embedded import Services, Trouble, leftovers, throwaway
from config.embedded.state import ROOT
from tests.config.embedded.conftest import bare, only
from tests.config.embedded.test_services import bucket, connect

LAUNCHER = """
import sys, time
from config.embedded import Services
services = Services(sys.argv[1], gateway=False)
services.start()
print(*(process.popen.pid for process in services.processes), flush=True)
time.sleep(600)
"""


def test_what_was_written_survives_a_kill_of_everything(folder):
    launcher, pids = launched(folder, bare())
    environment = json.loads((folder / "environment.json").read_text())
    write(environment)
    for pid in [launcher.pid, *pids]:
        os.kill(pid, signal.SIGKILL)
    launcher.wait()
    with Services(folder, environ=bare(), gateway=False) as services:
        assert read(services.environment) == ("kept", b"kept", b"kept")


def test_a_killed_launcher_takes_its_services_along(folder):
    launcher, pids = launched(folder, only("postgres"))
    launcher.kill()
    launcher.wait()
    until(lambda: not any(map(leftovers.started, pids)))


def test_a_folder_is_served_once(folder):
    launcher, _ = launched(folder, only("smtp"))
    try:
        with pytest.raises(Trouble, match="already running from .* at http://localhost:8000"):
            Services(folder, environ=bare()).start()
        assert (folder / "environment.json").exists()
    finally:
        launcher.kill()
        launcher.wait()


def test_stopped_services_leave_no_process_and_no_address(folder):
    services = Services(folder, environ=bare(), gateway=False)
    services.start()
    pids = [process.popen.pid for process in services.processes]
    services.stop()
    assert not any(map(leftovers.started, pids))
    assert not (folder / "environment.json").exists()


def test_a_start_that_fails_stops_what_it_started(folder, monkeypatch):
    monkeypatch.setattr("config.embedded.smtp.sys.executable", "/bin/false")
    services = Services(folder, environ=bare(S3_ENDPOINT_URL="elsewhere"), gateway=False)
    with pytest.raises(Trouble, match="smtp ended at its start"):
        services.start()
    assert services.processes == []
    assert json.loads((folder / "secrets.json").read_text())
    assert not (folder / "processes.json").exists()


def test_a_folder_that_another_run_removes_at_this_moment_is_left_to_it(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / f"{throwaway.PREFIX}gone").symlink_to(tmp_path / "nowhere")
    assert Path(throwaway.folder()).parent == tmp_path


def test_a_throwaway_folder_is_gone_with_its_services():
    with Services(environ=only("smtp"), gateway=False) as services:
        assert Path(services.folder).exists()
    assert not Path(services.folder).exists()


def launched(folder, environ):
    """A launcher in a process of its own, and the processes of its services."""
    launcher = subprocess.Popen([sys.executable, "-c", LAUNCHER, folder], cwd=ROOT, text=True,
                                env=environ, stdout=subprocess.PIPE)
    return launcher, [int(pid) for pid in launcher.stdout.readline().split()]


def write(environment):
    with connect(environment["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE word AS SELECT 'kept' AS word")
    Redis.from_url(environment["REDIS_URL"]).set("word", "kept")
    bucket(environment).put_object(Bucket=environment["S3_BUCKET"], Key="word", Body=b"kept")
    # The append-only log reaches the disk once a second.
    time.sleep(1.1)


def read(environment):
    with connect(environment["DATABASE_OWNER_URL"]) as connection:
        row = connection.execute("SELECT word FROM word").fetchone()
    stored = bucket(environment).get_object(Bucket=environment["S3_BUCKET"], Key="word")
    return *row, Redis.from_url(environment["REDIS_URL"]).get("word"), stored["Body"].read()


def until(true, seconds=20):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_half_a_cluster_is_made_anew(folder):
    services = Services(folder, environ=only("postgres"), gateway=False)
    services.claim()
    half = services.state.folder("postgres") / "new-half"
    half.mkdir()
    with services as running:
        assert connect(running.environment["DATABASE_URL"]).closed is False
    assert not half.exists()


def test_a_database_that_cannot_start_says_why(folder):
    with Services(folder, environ=only("postgres"), gateway=False):
        pass
    (folder / "postgres/data/postgresql.conf").write_text("nonsense = 'yes'\n")
    with pytest.raises(Trouble, match="unrecognized configuration parameter"):
        Services(folder, environ=only("postgres"), gateway=False).start()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=str(folder / "run/postgres"), user="postgres", connect_timeout=1)
