"""Files of the audit log, as jobs (S13)."""

from datetime import timedelta

from billing.people import audit_file
from billing.people.audit_export import AuditExport
from config.database import db
from workers.job import job

TRIES = 3
PAUSE = timedelta(seconds=30)


def give_up(export, reason):
    """Try again shortly, since somebody is waiting; after the third time say so."""
    if export.tries < TRIES:
        export.postpone(PAUSE * export.tries)
    else:
        export.fail()


@job(AuditExport, instead=give_up, tries=TRIES)
def build(export):
    audit_file.build(export)
    db.session.commit()
