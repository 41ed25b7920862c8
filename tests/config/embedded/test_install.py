import configparser
import hashlib
import re

import pytest

from config.embedded import install
from config.embedded.state import ROOT

LOCKS = ["requirements.txt", "requirements-test.txt"]


def declared():
    setup = configparser.ConfigParser(interpolation=None)
    setup.read(ROOT / "setup.cfg")
    return {"requirements.txt": setup["options"]["install_requires"],
            "requirements-test.txt": setup["options.extras_require"]["test"]}


@pytest.mark.parametrize("lock", LOCKS)
def test_each_dependency_has_a_reason_and_a_pinned_version(lock):
    pinned = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), re.MULTILINE))
    for line in filter(None, declared()[lock].splitlines()):
        if not line.startswith("#"):
            name, reason = line.split("  # ")
            assert reason
            assert re.split(r"[\[ <>=]", name)[0].lower() in pinned


def test_both_locks_agree():
    run, test = (dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))
                 for lock in LOCKS)
    assert run.items() <= test.items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place(lock):
    assert not re.search(r"https?:|file:|/(home|work|opt|root)/", (ROOT / lock).read_text())


@pytest.mark.parametrize("lock", LOCKS)
def test_the_installer_comes_by_the_locks_own_hash(lock):
    entry = install.entry_of("uv", lock)
    assert entry.startswith("uv==")
    assert re.search(r"--hash=sha256:[0-9a-f]{64}$", entry)
    assert entry.count("==") == 1


def test_a_changed_lock_or_a_moved_checkout_is_installed_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(install, "ROOT", tmp_path)
    (tmp_path / "lock").write_text("a==1")
    first = install.digest("lock")
    (tmp_path / "lock").write_text("a==2")
    assert install.digest("lock") != first
    assert first == hashlib.sha256(b"a==1" + str(tmp_path).encode()).hexdigest()


def test_an_environment_whose_python_is_gone_is_not_whole(tmp_path, monkeypatch):
    python = tmp_path / "bin" / "python"
    monkeypatch.setattr(install, "VENV", tmp_path)
    monkeypatch.setattr(install, "PYTHON", python)
    (tmp_path / "bin").mkdir()
    (tmp_path / "python3.11").touch()
    python.symlink_to(tmp_path / "python3.11")
    assert not install.whole()
    (tmp_path / "lib" / "python3.11").mkdir(parents=True)
    assert install.whole()
    (tmp_path / "python3.11").unlink()
    assert not install.whole()


def test_a_step_that_fails_shows_what_was_said(capsys):
    assert install.slow("Trying", ["sh", "-c", "echo no space left; exit 1"]) is False
    assert "no space left" in capsys.readouterr().out
    assert install.slow("Trying", ["true"]) is True
