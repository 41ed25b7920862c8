"""In the audit log a job says which it is and for whom, and a command what it is called (S13)."""

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from billing.people.audit_export import AuditExport
from billing.tables.export import Export
from config.database import db
from setup.commands.within import within
from tenants.audit_entry import AuditEntry
from tenants.current import as_tenant
from tests.setup.pages import customer, text
from workers.job import job


def rename(_row):
    customer("C-1002").name = "Castor Renamed"


def told(cast):
    with cast.within():
        return db.session.scalars(select(AuditEntry).where(
            AuditEntry.changes["name"][1].astext == "Castor Renamed")).one()


@pytest.fixture
def asked(cast):
    with cast.within():
        export = AuditExport(staff_id=cast.stan, asked_by="Stan Baker", format="csv", filter=[])
        db.session.add(export)
        db.session.flush()
        key = str(export.audit_export_id)
        db.session.commit()
        return key


def work(record, verb, cast, key):
    with cast.app.app_context():
        job(record, instead=lambda row, reason: None)(verb)(cast.acme, key)


def commits(verb):
    def done(row):
        verb(row)
        db.session.commit()

    done.__name__ = verb.__name__
    return done


def test_a_job_of_staff_names_them(cast, stan, asked):
    work(AuditExport, commits(rename), cast, asked)
    line = told(cast)
    assert (line.actor_kind, line.actor_id, line.on_behalf_of) == (
        "system", "audit_export.rename", "Stan Baker")
    page = text(stan.get("/setup/audit-log?person=Stan"))
    assert "audit_export.rename" in page and "for Stan Baker" in page


def test_a_job_of_a_portal_user_names_them(cast):
    with cast.within():
        key = str(db.session.scalars(select(Export).where(
            Export.portal_user_id == cast.jane)).one().export_id)
    work(Export, commits(rename), cast, key)
    assert told(cast).on_behalf_of == "jane@atlas.example"


def test_afterwards_nobody_is_at_work(cast, asked):
    def fails(row):
        raise RuntimeError

    work(AuditExport, fails, cast, asked)
    with cast.within():
        rename(None)
        db.session.commit()
    assert (told(cast).actor_kind, told(cast).actor_id) == ("system", "")


def test_a_command_says_what_it_is_called(cast):
    @click.group()
    def portico():
        pass

    @portico.command("rename-them")
    @within("DATABASE_URL")
    def rename_them():
        with as_tenant(cast.acme):
            rename(None)
            db.session.commit()

    done = CliRunner().invoke(portico, ["rename-them"], obj=lambda database: cast.app,
                              prog_name="portico", catch_exceptions=False)
    assert done.exit_code == 0
    assert told(cast).actor_id == "portico rename-them"
