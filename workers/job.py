"""What all jobs share: the tenant, the lease, a line in the log, and an end to all trying."""

import functools
import time
import traceback
import uuid
from contextlib import contextmanager

from config.database import db
from config.logs import log
from tenants import actor
from tenants.current import as_tenant
from tenants.isolation import NoTenant


def job(record, instead, tries=None):
    """Make a job of a verb: called with (tenant id, record id) it takes the row and does its work.

    Without a row to take there is nothing to do: another worker has it, or it is settled already.
    `instead(row, reason)` is called when the verb fails, and in place of it when so many tries
    have died without a word: no row is tried for ever.
    """

    def wrap(verb):
        @functools.wraps(verb)
        def run(tenant_id, key):
            name = f"{record.__tablename__}.{verb.__name__}"
            with line(name) as facts, as_tenant(tenant_id) as tenant:
                facts["tenant"] = tenant.subdomain
                row = record.take(uuid.UUID(key))
                with actor.working(name, row.asker if row else ""):
                    facts["outcome"] = outcome(verb, instead, tries, row)

        return run

    return wrap


@contextmanager
def line(name):
    """The job's line in the log, with what it learns on the way; never an address."""
    since, facts = time.perf_counter(), {"tenant": None, "outcome": "failed"}
    try:
        yield facts
    except NoTenant:
        facts["outcome"] = "no tenant"
    except Exception as error:  # such as a database that is down; the sweeper finds the row again
        report(error)
    finally:
        log.info("job", name=name, ms=round((time.perf_counter() - since) * 1000, 1), **facts)


def outcome(verb, instead, tries, row):
    if row is None:
        return "nothing to do"
    if tries and row.tries > tries:
        return failed(instead, row, "it died on every try")
    try:
        verb(row)
    except Exception as error:  # whatever it is, the row must not be tried for ever
        report(error)
        return failed(instead, row, type(error).__name__)
    return "done"


def failed(instead, row, reason):
    db.session.rollback()
    instead(row, reason)
    db.session.commit()
    return "failed"


def report(error):
    """Where it failed, without the message: it may hold an address or a secret."""
    log.error("failure", error=type(error).__name__, at=traceback.format_tb(error.__traceback__))
