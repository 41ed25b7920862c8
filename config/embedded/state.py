"""The folder that holds everything the embedded services keep (D35)."""

import fcntl
import hashlib
import json
import os
import secrets
import tempfile
from pathlib import Path

from config.embedded import database_user
from config.embedded.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
SYSTEM = Path("/var/lib/portico")
LONGEST_SOCKET = 107  # bytes that Linux allows in a unix socket's path
LONGEST_NAME = 34  # of a socket's file, with the slash before it


class State:
    """One state folder; `path` is where it is named, `real` where it lies."""

    def __init__(self, path):
        self.path = Path(os.path.abspath(path))
        self.real = self.lay()

    def lay(self):
        """Makes the folder; as root elsewhere, where the database's user cannot enter it."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o711)
            if not self.path.exists() and not database_user.may_enter(self.path.parent):
                self.path.symlink_to(self.elsewhere(), target_is_directory=True)
            self.path.mkdir(exist_ok=True, mode=0o711)
        except OSError as error:
            raise Trouble(f"The state folder {self.path} cannot be made: {error.strerror}. "
                          "PORTICO_STATE names another.") from error
        return self.checked(self.path.resolve())

    def elsewhere(self):
        digest = hashlib.sha256(str(self.path).encode()).hexdigest()[:8]
        folder = SYSTEM / f"{self.path.parent.name}-{digest}"
        folder.mkdir(parents=True, exist_ok=True, mode=0o711)
        return folder

    def checked(self, real):
        owner = real.stat().st_uid
        if owner != os.getuid():
            raise Trouble(f"The state folder {real} belongs to {database_user.name(owner)}. Run as "
                          "that user, or let PORTICO_STATE name another folder.")
        if not database_user.may_enter(real):
            raise Trouble(f"The database runs as {database_user.NAME}, who cannot enter {real}. "
                          "Let PORTICO_STATE name a folder outside of folders of mode 700.")
        return real

    def folder(self, name, mode=0o700):
        folder = self.real / name
        folder.mkdir(exist_ok=True, mode=mode)
        return folder

    def log(self, name):
        return self.folder("log") / f"{name}.log"

    def sockets(self, name):
        """A folder for unix sockets: in the state folder, or a short one where that is too long."""
        folder = self.folder("run", 0o711) / name
        if len(os.fsencode(folder)) > LONGEST_SOCKET - LONGEST_NAME:
            folder = self.short_folder() / name
        folder.mkdir(exist_ok=True, mode=0o711)
        return folder

    def short_folder(self):
        digest = hashlib.sha256(str(self.real).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"portico-{os.getuid()}-{digest}"
        folder.mkdir(exist_ok=True, mode=0o711)
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            raise Trouble(f"{folder} belongs to somebody else. Remove it, or shorten the path of "
                          f"{self.real}.")
        return folder

    def secret(self, name):
        """A random word that was made once for this folder."""
        known = self.read("secrets.json")
        if name not in known:
            self.write("secrets.json", {**known, name: secrets.token_hex(32)})
        return self.read("secrets.json")[name]

    def read(self, name):
        try:
            return json.loads((self.real / name).read_text())
        except FileNotFoundError:
            return {}

    def write(self, name, values):
        """Puts the file in place at once, readable to its owner only."""
        fresh = self.real / f".{name}.{os.getpid()}"
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(values, file, indent=2)
        fresh.replace(self.real / name)

    def forget(self, name):
        (self.real / name).unlink(missing_ok=True)

    def lock(self):
        """Holds the folder until this process ends; raises Trouble when another holds it."""
        self.held = open(self.real / "lock", "a")
        try:
            fcntl.flock(self.held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.held.close()
            address = self.read("environment.json").get("BASE_URL", "an unknown address")
            raise Trouble(f"Portico is already running from {self.path} at {address}.") from None

    def unlock(self):
        self.held.close()
