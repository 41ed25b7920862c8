"""One of Portico's processes whose clock a file moves: python -m bench.faults.moved FILE WORDS."""

import runpy
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from config import clock
from workers import schedule

TICK = 0.05  # seconds; days pass quickly here


def follow(file):
    """Stand as many seconds from the real time as the file says, whatever it says next."""
    while True:
        with suppress(ValueError):
            clock._offset = timedelta(seconds=float(file.read_text()))
        time.sleep(0.01)


def main(file, *words):
    clock._offset = timedelta(seconds=float(Path(file).read_text()))
    schedule.TICK = TICK
    threading.Thread(target=follow, args=(Path(file),), daemon=True).start()
    sys.argv = ["portico", *words]
    runpy.run_module("app", run_name="__main__")


if __name__ == "__main__":
    main(*sys.argv[1:])
