import sys

import pytest

from config.embedded import Trouble, supervisor
from config.embedded.process import Process


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(supervisor, "PAUSE", 0.02)


def program(tmp_path, code):
    process = Process("program", [sys.executable, "-c", code], tmp_path / "log",
                      answers=lambda: True)
    process.start()
    return process


def test_what_ends_once_is_started_again(tmp_path):
    once = ("import pathlib, time; seen = pathlib.Path('{0}'); first = not seen.exists();"
            " seen.touch(); first or time.sleep(60)").format(tmp_path / "seen")
    process, said, remembered = program(tmp_path, once), [], []

    def say(text):
        said.append(text)
        if "exit code 7" in text:
            raise KeyboardInterrupt

    last = program(tmp_path, "import time; time.sleep(1); raise SystemExit(7)")
    with pytest.raises(KeyboardInterrupt):
        supervisor.watch([process, last], say, lambda: remembered.append(process.popen.pid))
    assert process.runs()
    assert remembered == [process.popen.pid]
    assert "program ended (exit code 0); starting it again" in said[0]
    process.stop()


def test_what_keeps_ending_is_given_up_with_its_last_words(tmp_path):
    process, said = program(tmp_path, "raise SystemExit('no such setting')"), []
    with pytest.raises(Trouble, match=r"keeps ending \(exit code 1\)[^$]*no such setting"):
        supervisor.watch([process], said.append)
    assert len(said) == supervisor.TRIES
