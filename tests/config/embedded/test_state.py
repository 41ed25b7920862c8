import os
import stat
from pathlib import Path

import pytest

from config.embedded import Trouble, database_user
from config.embedded import state as module
from config.embedded.state import LONGEST_SOCKET, State

as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root lends the database to nobody")


def test_a_secret_is_made_once_and_read_by_its_owner_only(state):
    first = state.secret("flask")
    assert State(state.path).secret("flask") == first
    assert state.secret("s3") != first
    assert stat.S_IMODE((state.real / "secrets.json").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match="file/var cannot be made"):
        State(tmp_path / "file" / "var")


def test_a_socket_lies_in_the_state_folder_where_its_path_is_short_enough(state):
    assert state.sockets("valkey") == state.real / "run" / "valkey"


def test_a_socket_lies_elsewhere_where_the_state_folders_path_is_too_long(folder):
    state = State(folder / ("long" * 20) / "var")
    sockets = state.sockets("valkey")
    assert len(os.fsencode(sockets / "valkey.sock")) <= LONGEST_SOCKET
    assert sockets == State(state.path).sockets("valkey")
    sockets.rmdir()
    sockets.parent.rmdir()


@as_root
def test_below_a_closed_folder_the_state_lies_where_the_database_can_enter(tmp_path, monkeypatch):
    closed = tmp_path / "checkout"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(module, "SYSTEM", Path(os.path.realpath("/var/tmp")) / "portico-test")
    state = State(closed / "var")
    assert state.real.parent == module.SYSTEM
    assert database_user.may_enter(state.real)
    state.write("kept.json", {"a": 1})
    assert (closed / "var" / "kept.json").exists()
    assert State(closed / "var").real == state.real
    (state.real / "kept.json").unlink()
    state.real.rmdir()
    module.SYSTEM.rmdir()


@as_root
def test_a_folder_of_somebody_else_is_left_alone(folder):
    folder.mkdir()
    database_user.own(folder)
    with pytest.raises(Trouble, match="belongs to nobody"):
        State(folder)


@as_root
def test_an_existing_folder_that_the_database_cannot_enter_is_refused(folder):
    folder.mkdir(mode=0o700)
    with pytest.raises(Trouble, match="nobody, who cannot enter"):
        State(folder)
