import signal
import sys
import time

import pytest

from config.embedded import Trouble, leftovers
from config.embedded.process import LARGEST_LOG, Process

SLEEP = "import time; time.sleep(60)"
DEAF = f"import signal; signal.signal(15, signal.SIG_IGN); print(1, flush=True); {SLEEP}"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{SLEEP}'])"


def process(tmp_path, code, **options):
    log = tmp_path / "log"
    options = {"answers": lambda: log.exists() and log.stat().st_size > 0, **options}
    return Process("program", [sys.executable, "-c", code], log, **options)


def test_a_program_that_does_not_listen_is_killed(tmp_path):
    deaf = process(tmp_path, DEAF, patience=0.2)
    deaf.start()
    deaf.wait()
    deaf.stop()
    assert deaf.popen.returncode == -signal.SIGKILL


def test_what_a_program_started_ends_with_it(tmp_path):
    parent = process(tmp_path, PARENT)
    parent.start()
    until(lambda: len(leftovers.session(parent.popen.pid)) == 2)
    parent.stop()
    until(lambda: not any(map(leftovers.started, leftovers.session(parent.popen.pid))))


def until(true):
    """The kernel takes a moment to start and to end what it was told to."""
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_silence_is_told_with_the_end_of_the_log(tmp_path):
    silent = process(tmp_path, "import time; print('waiting for x', flush=True); time.sleep(60)",
                     answers=lambda: False)
    silent.start()
    time.sleep(0.5)
    with pytest.raises(Trouble, match="did not answer in 0.5 s"):
        silent.wait(0.5)
    silent.stop()


def test_a_large_log_makes_room(tmp_path):
    with open(tmp_path / "log", "wb") as log:
        log.truncate(LARGEST_LOG + 1)
    talker = process(tmp_path, "print('new')", answers=lambda: talker.popen.poll() == 0)
    talker.start()
    talker.wait()
    assert (tmp_path / "log").read_text() == "new\n"
    assert (tmp_path / "log.old.log").stat().st_size == LARGEST_LOG + 1


def test_litter_is_removed(tmp_path):
    litter = tmp_path / "socket"
    litter.touch()
    done = process(tmp_path, "pass", litter=[litter])
    done.start()
    done.stop()
    assert not litter.exists()
