"""One structured line per request and per job, without secrets and without mail addresses."""

import logging
import sys
import time
from functools import cache

import structlog
from flask import g, request
from prometheus_client import Counter, Histogram

log = structlog.get_logger("portico")
answers = Counter("portico_answers", "Answers given, by rule and status", ["rule", "status"])
durations = Histogram("portico_answer_seconds", "Time to an answer, by rule", ["rule"])


def to_stderr():
    """Write JSON lines to standard error; however many apps a process makes, it is set up once."""
    if structlog.is_configured():
        return
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def join(app):
    """Log each answer by its rule, never by its address: addresses can carry tokens."""
    to_stderr()

    @app.before_request
    def start():
        g.started = time.perf_counter()

    @app.after_request
    def line(response):
        known = facts()
        log.info("request", status=response.status_code, **known)
        counter, histogram = meters(known["rule"], response.status_code)
        counter.inc()
        histogram.observe(known["ms"] / 1000)
        return response


@cache
def meters(rule, status):
    """As many as there are rules and statuses; to look them up took longer than to count."""
    return answers.labels(rule, status), durations.labels(rule)


def facts():
    tenant = g.get("tenant")
    return {
        "method": request.method,
        "rule": request.url_rule.rule if request.url_rule else None,
        "tenant": tenant.subdomain if tenant else None,
        "ms": round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
    }
