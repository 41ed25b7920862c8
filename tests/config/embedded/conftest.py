import os
import shutil
import tempfile
from pathlib import Path

import pytest

from config.embedded import Services
from config.embedded.state import State


@pytest.fixture
def state(folder):
    return State(folder)


@pytest.fixture
def folder():
    """A folder that does not exist yet, where the database's user may pass.

    Not below pytest's own, which each new run of pytest closes to others.
    """
    above = Path(tempfile.mkdtemp(prefix="portico-test-"))
    above.chmod(0o711)
    yield above / "var"
    shutil.rmtree(above)


@pytest.fixture(scope="module")
def services():
    with Services(gateway=False, environ=bare()) as services:
        yield services


def bare(**more):
    """An environment that names no service."""
    return {"PATH": os.environ["PATH"], **more}


def only(name):
    """An environment in which every service but one runs elsewhere."""
    elsewhere = {"postgres": ["DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_OPS_URL"],
                 "valkey": ["REDIS_URL"], "seaweedfs": ["S3_ENDPOINT_URL"], "smtp": ["SMTP_URL"]}
    del elsewhere[name]
    return bare(**{setting: "elsewhere" for settings in elsewhere.values() for setting in settings})
