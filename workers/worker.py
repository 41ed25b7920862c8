"""The worker: it waits for wake-ups and forks a work-horse for each job.

Its own process holds no database connection, which work-horses must not share. It only loads:
code, and the press that all its work-horses hand their letters to.
"""

import ctypes
import gc
import importlib
import logging
import time
from contextlib import suppress

import rq
from flask import current_app
from redis import Redis
from redis.exceptions import RedisError
from rq.exceptions import StopRequested
from rq.serializers import JSONSerializer
from sqlalchemy.orm import configure_mappers

from billing.documents import paper
from config import clock, formats
from config.catalogues import LANGUAGES, catalogue
from config.logs import log
from mailers import rendering
from workers import records
from workers.queue import JOBS

PAUSE = 1  # seconds before Redis is tried again
LIFE = 90  # seconds; half of them is how long it listens before it shows that it lives


class Worker(rq.Worker):
    """RQ's worker, who remembers whether it was told to end or has lost Redis."""

    ending = False

    def request_stop(self, signum, frame):
        self.ending = True
        super().request_stop(signum, frame)


class Retold(logging.Handler):
    """What RQ has to say, as lines of our log; without tracebacks, which may hold addresses."""

    def emit(self, record):
        log.warning("rq", said=record.getMessage())


def work(kinds=tuple(JOBS)):
    """Do jobs of the kinds, the first kinds first, until SIGTERM; a job under way is finished."""
    prepare(kinds)
    try:
        while not shift(kinds):
            time.sleep(PAUSE)
    except StopRequested:
        pass


def prepare(kinds):
    for kind in kinds:
        importlib.import_module(JOBS[kind].rpartition(".")[0])
    records.load()
    configure_mappers()
    if "mail" in kinds:
        rendering.start()
        paper.edition()  # of the invoices that mails bring, known to all work-horses
    # 100 ms of CLDR and words that no letter needs to load again; an export needs one language's.
    for language in LANGUAGES if "mail" in kinds else ():
        formats.moment(clock.now(), "UTC", language)
        catalogue(language)
    tidy()
    gc.freeze()  # what is loaded by now stays shared with the work-horses
    logger = logging.getLogger("rq.worker")
    logger.propagate = False
    logger.handlers = [Retold(logging.WARNING)]


def tidy():
    """Give back what loading left over: a work-horse counts it as its own, 10 MB of it."""
    gc.collect()
    with suppress(OSError, AttributeError):  # not a GNU system
        ctypes.CDLL(None).malloc_trim(0)


def shift(kinds):
    """Work until the end (True) or until Redis is lost (False)."""
    try:
        worker = Worker(kinds, connection=connection(), serializer=JSONSerializer, worker_ttl=LIFE)
        worker.work(logging_level="WARNING")
        return worker.ending
    except RedisError as error:
        log.warning("queue is silent", error=type(error).__name__)
        return False


def connection():
    """Its own: RQ makes it wait for jobs longer than anybody else would want to."""
    return Redis.from_url(current_app.config["REDIS_URL"], socket_connect_timeout=2)
