"""bin/venv on machines that are not ready for Portico."""

import shutil
import subprocess

import pytest

from config.embedded.state import ROOT

OLD = '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 || exit 1\n'


@pytest.fixture
def path(tmp_path):
    """A folder with what the script needs, to be all of a PATH."""
    for tool in ("bash", "dirname", "readlink"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    return tmp_path


def venv(path):
    return subprocess.run([ROOT / "bin" / "venv", "requirements.txt", "-c", "print('served')"],
                          env={"PATH": str(path)}, capture_output=True, text=True, check=False)


def test_an_old_python_is_named_with_what_to_install(path):
    (path / "python3").write_text(OLD)
    (path / "python3").chmod(0o755)
    done = venv(path)
    assert done.returncode == 1
    assert "Python 3.11 or newer; here is Python 3.9.2" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr


def test_no_python_at_all_is_told(path):
    assert "here is none" in venv(path).stderr
