"""Makes .venv hold what a lock file names, then becomes its Python; run by bin/venv.

Runs before anything is installed: standard library only, and by its path.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NEEDED = 1_500_000_000  # bytes: what is installed, and room for the services' data
NO_VENV = """Python's venv module is missing. On Debian and Ubuntu it is a package of its own:
  apt-get install python3-venv"""


def main(lock, *arguments):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if not installed(lock):
        with locked():
            if not installed(lock):
                install(lock)
    # -P: the folder where a command is given must not be searched for modules.
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "VIRTUAL_ENV": str(VENV)}
    os.execve(PYTHON, [str(PYTHON), "-P", *arguments], environ)


def installed(lock):
    return whole() and stamp(lock).exists() and stamp(lock).read_text() == digest(lock)


def whole():
    """Whether the environment's Python is still the one that it was made with."""
    version = re.search(r"python3\.\d+$", os.fspath(PYTHON.resolve()))
    return PYTHON.exists() and (not version or (VENV / "lib" / version.group()).exists())


def stamp(lock):
    return VENV / f".{lock}.installed"


def digest(lock):
    """Of the lock and the place: an environment cannot be moved."""
    return hashlib.sha256((ROOT / lock).read_bytes() + os.fsencode(ROOT)).hexdigest()


def locked():
    """A lock that two commands started at once take in turn."""
    folder = ROOT / ".cache"
    folder.mkdir(exist_ok=True)
    file = open(folder / "venv.lock", "w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another command is setting up .venv; waiting for it", flush=True)
        fcntl.flock(file, fcntl.LOCK_EX)
    return file


def install(lock):
    check_room()
    if not whole():
        shutil.rmtree(VENV, ignore_errors=True)
        slow("Making .venv", [sys.executable, "-m", "venv", str(VENV)]) or give_up()
    count = len(re.findall("^[^ #\n]+==", (ROOT / lock).read_text(), re.MULTILINE))
    options = ["--no-deps", "--require-hashes", "-r", str(ROOT / lock)]
    if not (fetch_uv(lock) and slow(f"Installing {count} packages", by_uv(options))):
        slow(f"Installing {count} packages with pip", pip(options)) or give_up()
    slow("Compiling them for web workers", compiled())
    stamp(lock).write_text(digest(lock))


def check_room():
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        sys.exit(NO_VENV)
    if not PYTHON.exists() and shutil.disk_usage(ROOT).free < NEEDED:
        sys.exit(f"The disk of {ROOT} is full: Portico needs {NEEDED / 1e9:.1f} GB there.")


def fetch_uv(lock):
    """uv alone, by the lock's own hashes; it then installs the others ten times as fast as pip."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as only:
        print(entry_of("uv", lock), file=only, flush=True)
        return slow("Fetching the installer", pip(["--require-hashes", "-r", only.name]))


def entry_of(package, lock):
    """What the lock says of one package: its version and hashes."""
    pattern = rf"^{package}==(?:.*\\\n)*.*"
    return re.search(pattern, (ROOT / lock).read_text(), re.MULTILINE).group()


def pip(options):
    return [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *options]


def by_uv(options):
    # Its own store of certificates may lack the one of a company's proxy.
    return ["env", "UV_NATIVE_TLS=1", "UV_LINK_MODE=copy", str(VENV / "bin" / "uv"), "pip",
            "install", "--no-config", "--no-cache", "--compile-bytecode", f"--python={PYTHON}",
            *options]


def compiled():
    """For `-OO`, with which the web server runs: else each worker's first start would do it."""
    return [str(PYTHON), "-m", "compileall", "-q", "-j", "0", "-o", "2", "-x",
            "/(boto3|botocore|pip|setuptools|stripe|testing|tests?|uv)/", str(VENV / "lib")]


def slow(what, command):
    """Runs a command, telling that it goes on; returns whether it succeeded."""
    since, over = time.monotonic(), threading.Event()
    print(what, end=" ", flush=True)
    threading.Thread(target=tick, args=(over,), daemon=True).start()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    over.set()
    print(f" {time.monotonic() - since:.0f} s" if done.returncode == 0 else
          f" failed:\n{(done.stdout + done.stderr)[-2000:]}", flush=True)
    return done.returncode == 0


def tick(over):
    while not over.wait(2):
        print(".", end="", flush=True)


def give_up():
    sys.exit("Portico could not install what it needs; the reason stands above. Once it is put "
             "right, give the same command again.")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except PermissionError as error:
        sys.exit(f"{error.filename} cannot be written by this user: {error.strerror}. Portico's "
                 "checkout must belong to who runs it.")
    except KeyboardInterrupt:
        sys.exit(130)
