"""The mails that the embedded sink has received: one file a mail, put in place at once."""

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

STAMP = "%Y%m%dT%H%M%S.%fZ"


class Received(NamedTuple):
    """One mail as it came; `received_at` is aware UTC, `source` the whole message."""

    name: str
    received_at: datetime
    sender: str
    recipients: list
    source: bytes


def store(folder, sender, recipients, source):
    """Keeps a mail for good before it returns, so that an accepted mail survives any crash.

    The time is the machine's, not the movable clock's: it is when the mail really arrived.
    """
    name = f"{datetime.now(UTC).strftime(STAMP)}-{secrets.token_hex(4)}"
    fresh = Path(folder, f".{name}")
    with fresh.open("wb") as file:
        file.write(envelope(sender, recipients) + source)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(Path(folder, f"{name}.eml"))
    return name


def received(folder):
    """Every mail, newest first."""
    return (read(folder, name) for name in names(folder))


def names(folder):
    return sorted((path.stem for path in Path(folder).glob("*.eml")), reverse=True)


def read(folder, name):
    """One mail by its name; raises FileNotFoundError when there is none."""
    if name != os.path.basename(name):
        raise FileNotFoundError(name)
    head, source = Path(folder, f"{name}.eml").read_bytes().split(b"\r\n\r\n", 1)
    sender, *recipients = head.decode().split("\r\n")
    received_at = datetime.strptime(name.rsplit("-", 1)[0], STAMP).replace(tzinfo=UTC)
    return Received(name, received_at, sender, recipients, source)


def envelope(sender, recipients):
    return "\r\n".join([sender or "", *recipients, "", ""]).encode()
