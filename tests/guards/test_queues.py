"""What waits in rows is looked for by the sweeper, has a queue, and a job that takes it (W1)."""

import importlib
import re

from sqlalchemy import text

from billing.people import audit_words
from config.database import Base
from config.embedded import programs
from config.settings import ROOT
from tenants.waiting import Waiting
from tests.guards.test_catalogue import WAITING
from workers import records
from workers.queue import JOBS

KINDS = {"mail": "mail", "export": "export", "payment_attempt": "attempt", "refund": "refund",
         "bulk_invite": "bulk_invite", "audit_export": "audit_export",
         "webhook_event": "webhook", "autopay_charge": "autopay",
         "method_errand": "method_errand", "webhook_delivery": "delivery"}


def waiting_tables():
    return {mapper.class_.__tablename__ for mapper in Base.registry.mappers
            if issubclass(mapper.class_, Waiting)}


def test_the_sweeper_looks_into_every_table_of_waiting_work(owner, migrated):
    assert waiting_tables() == set(WAITING) == set(KINDS)
    with owner.connect() as connection:
        body = connection.scalar(text("select prosrc from pg_proc where proname = 'waiting_work'"))
    assert set(re.findall(r"FROM (\w+) \w", body)) == set(KINDS)
    assert set(re.findall(r"'(\w+)'", body)) == set(KINDS.values())


def test_every_kind_of_waiting_work_has_a_job():
    assert set(JOBS) == set(KINDS.values())
    for place in JOBS.values():
        module, _, name = place.rpartition(".")
        assert callable(getattr(importlib.import_module(module), name))


def test_the_audit_log_has_a_name_for_every_job():
    names = {f"{table}.{JOBS[kind].rpartition('.')[2]}" for table, kind in KINDS.items()}
    assert names <= set(audit_words.JOBS)


def test_no_mail_waits_behind_an_export(services):
    """bin/run's two workers share the kinds: what is quick, and what may take minutes."""
    kinds = [program(services.state, {}).arguments[5:]
             for program in (programs.worker, programs.exporter)]
    assert kinds == [["attempt", "refund", "webhook", "autopay", "method_errand", "mail",
                      "delivery"],
                     ["bulk_invite", "audit_export", "export"]]
    assert sum(map(len, kinds)) == len(JOBS)


def test_ops_are_told_of_a_worker_for_every_kind():
    """Whoever starts what docs/production.md says has each served once."""
    said = re.findall(r"^bin/portico worker ([\w ]+?) *(?:#|$)",
                      (ROOT / "docs" / "production.md").read_text(), re.MULTILINE)
    assert sorted(" ".join(said).split()) == sorted(JOBS)


def test_a_worker_knows_every_record_without_a_door():
    named = {mapper.class_.__module__ for mapper in Base.registry.mappers}
    assert named == set(records.RECORDS)
