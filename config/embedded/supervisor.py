"""Keeps processes running: what ends is started again, unless it keeps ending."""

import time
from collections import defaultdict

from config.embedded.trouble import Trouble

TRIES, WITHIN = 3, 60  # seconds
PAUSE = 0.5  # seconds between two looks


def watch(processes, say, remember=lambda: None):
    """Returns never; raises Trouble when a process ended too often.

    `remember` is called after each start, to write down which processes there are.
    """
    ends = defaultdict(list)
    while True:
        time.sleep(PAUSE)
        for process in processes:
            if not process.runs():
                revive(process, ends[process.name], say)
                remember()


def revive(process, ends, say):
    code = process.popen.returncode
    ends.append(time.monotonic())
    if len([end for end in ends if end > ends[-1] - WITHIN]) > TRIES:
        raise Trouble(f"{process.name} keeps ending (exit code {code}).\n{process.last_words()}")
    say(f"{process.name} ended (exit code {code}); starting it again. Its log: {process.log}")
    process.start()
