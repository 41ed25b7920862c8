"""Has the press print, and starts it when it is not running."""

import json
import logging
import os
import socket
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from billing.documents.press import frames
from config import turns

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60  # seconds; 5,000 lines take five

log = logging.getLogger("billing.documents.pdf")
_turn = Lock()
_press = None


class Press(NamedTuple):
    """It ends when nobody holds the other end of its line any more."""

    line: socket.socket
    process: subprocess.Popen


class NotPrinted(RuntimeError):
    """The press could not make a PDF of this document, or died of it twice."""


def render(template, document):
    """The PDF's bytes of a dressed document; the same document gives the same bytes.

    Waits its turn. What the press complained of is logged here. Raises NotPrinted.
    """
    turns.leave()
    with _turn:
        try:
            said, pdf = ask(template, document)
        except (OSError, EOFError):
            end()
            said, pdf = once_more(template, document)
        if said["last"]:
            end(kill=False)
    for warning in said["warnings"]:
        log.warning("%s", warning)
    if "error" in said:
        raise NotPrinted(said["error"])
    return pdf


def once_more(template, document):
    try:
        return ask(template, document)
    except (OSError, EOFError) as error:
        end()
        raise NotPrinted(type(error).__name__) from error


def ask(template, document):
    line = running().line
    seller = document["seller"]
    texts = {**document, "seller": {**seller, "logo": ""}}
    frames.send(line, json.dumps([template, texts]).encode(), seller["logo"])
    return json.loads(frames.receive(line)), frames.receive(line)


def running():
    global _press
    if _press is None:
        _press = launch()
    return _press


def launch():
    ours, theirs = socket.socketpair()
    ours.settimeout(PATIENCE)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "billing.documents.press.server", str(theirs.fileno())],
            cwd=ROOT,
            env={"LANG": "C.UTF-8"},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    return Press(ours, process)


def end(kill=True):
    """Whatever it is at: it is this process's own, and the next document starts another."""
    global _press
    _press.line.close()
    if kill:
        _press.process.kill()
    _press.process.wait()
    _press = None


def begin_anew():
    """After a fork: the press, and the turn that some thread may hold, are the parent's."""
    global _press, _turn
    _press, _turn = None, Lock()


os.register_at_fork(after_in_child=begin_anew)
