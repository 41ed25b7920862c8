"""Load from wrk (Debian's package), bounded in time, on loopback only."""

import re
import shutil
import subprocess
from dataclasses import dataclass

UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


class NoLoad(RuntimeError):
    """wrk is not installed."""


@dataclass(frozen=True)
class Load:
    """Requests per second, latencies in ms, and answers that were errors."""

    rate: float
    p50: float
    p99: float
    errors: int


def run(address, host="", cookie="", connections=8, seconds=3, key=""):
    """One burst against one address; `key` is a program's."""
    if not shutil.which("wrk"):
        raise NoLoad("wrk is missing: apt install wrk")
    said = {"Host": host, "Cookie": cookie, "Authorization": key and f"Bearer {key}"}
    headers = [f"-H{name}: {value}" for name, value in said.items() if value]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *headers, address]
    return read(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def read(text):
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    cuts = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    return Load(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        p50=latency(text, "50%"),
        p99=latency(text, "99%"),
        errors=int(errors[1] if errors else 0) + sum(map(int, cuts.groups() if cuts else ())),
    )


def latency(text, share):
    number, unit = re.search(rf"{share}\s+([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * UNITS[unit]
