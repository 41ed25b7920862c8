"""Finds what the queue lost: rows that are due and that nobody works on (W1)."""

from itertools import groupby

from sqlalchemy import text

from config import clock
from config.database import db
from config.logs import log
from workers import queue

MOST = 5_000  # of a kind in one sweep; the rest is found by the next
WAITING = text("select kind, tenant_id, id from waiting_work(:moment, :most)"
               " where kind = any(:kinds) order by kind, due")
UNWOKEN = ("delivery",)  # the database itself writes these, and nobody wakes a worker after it


def sweep(kinds=tuple(queue.JOBS)):
    """Wake what is due and does not wait in the queue already; how many. Needs the ops' role.

    Several sweeps at once wake a row twice at worst: its lease lets one worker have it.
    """
    rows = db.session.execute(WAITING, {
        "moment": clock.now(), "most": MOST, "kinds": list(kinds)}).all()
    db.session.rollback()
    woken = sum(wake_all(kind, group) for kind, group in groupby(rows, lambda row: row.kind))
    if woken:
        log.info("sweep", woken=woken)
    return woken


def sweep_unwoken():
    return sweep(UNWOKEN)


def wake_all(kind, rows):
    known = queue.waiting(kind)
    lost = [row for row in rows if queue.ticket(kind, row.id, row.tenant_id) not in known]
    for row in lost:
        queue.enqueue(kind, row.id, row.tenant_id)
    return len(lost)
