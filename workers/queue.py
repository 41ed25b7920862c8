"""The queue: it only wakes workers up, the rows are the truth (W1).

Nothing here may break or slow a page: whatever the queue loses, the sweeper finds in its row.
"""

import secrets
import time
from functools import cache

from flask import current_app, g
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from config.logs import log

JOBS = {
    "attempt": "workers.payments.inquire",  # few, and never to wait behind a thousand mails
    "refund": "workers.refunds.inquire",
    "webhook": "workers.webhooks.act",
    "method_errand": "workers.methods.run",
    "autopay": "workers.autopay.charge",
    "mail": "workers.mails.deliver",
    "delivery": "workers.deliveries.deliver",
    "export": "workers.exports.build",
    "bulk_invite": "workers.bulk_invites.invite",
    "audit_export": "workers.audit_exports.build",
}
PATIENCE = 0.3  # seconds that a page may lose to a queue that does not answer
SULKING = 5  # seconds for which nobody tries again
LONGEST = 240  # seconds of a job; less than its row's lease, so that no two ever run on one row
QUICK = ("attempt", "refund", "webhook", "autopay", "method_errand", "mail", "delivery")
OF_EXPORT = 3_600  # a million rows on a slow machine; it renews its lease as it goes

_silent_until = 0.0


def wake(kind, record_id, tenant_id=None):
    """Tell a worker of a row, after the commit that wrote it; the tenant in force unless given.

    Costs a page nothing when the queue is down: it is logged, and the sweeper finds the row.
    """
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        enqueue(kind, record_id, g.tenant.tenant_id if tenant_id is None else tenant_id)
    except (RedisError, OSError) as error:
        _silent_until = time.monotonic() + SULKING
        log.warning("queue is silent", error=type(error).__name__)


def enqueue(kind, record_id, tenant_id):
    """Put (job's name, tenant id, record id) into the queue; raises RedisError."""
    of(kind).enqueue_call(
        JOBS[kind],
        (tenant_id, str(record_id)),
        job_id=f"{ticket(kind, record_id, tenant_id)}-{secrets.token_hex(4)}",
        timeout=LONGEST if kind in QUICK else OF_EXPORT,
        result_ttl=0,
        failure_ttl=3600,
        description=kind,
    )


def ticket(kind, record_id, tenant_id):
    """The same for the same row at every wake-up; the rest of a job's id is its own."""
    return f"{kind}-{tenant_id}-{record_id}"


def waiting(kind):
    """The tickets in the queue, which no worker has taken yet."""
    return {job_id.rpartition("-")[0] for job_id in of(kind).get_job_ids()}


def of(kind):
    """The queue of a kind; JSON, because whoever can write to Redis must not run code here."""
    from rq import Queue  # here, since most web workers never wake one
    from rq.serializers import JSONSerializer

    return Queue(kind, connection=connect(current_app.config["REDIS_URL"]),
                 serializer=JSONSerializer)


@cache
def connect(url):
    """Quick to give up, unlike the worker's own connection, which waits for jobs."""
    return Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE,
                          retry=Retry(NoBackoff(), 0))
