"""Exports, as jobs; the mail about one is written in the transaction that ends it."""

from datetime import timedelta

from billing.people.reach import reaches
from billing.tables import export_file
from billing.tables.export import Export, Overtaken
from config.database import db
from mailers import export_failed, export_ready
from workers.job import job
from workers.queue import wake

TRIES = 3
PAUSE = timedelta(seconds=30)


def give_up(export, reason):
    """Try again shortly, since somebody is waiting; after the third time say so.

    An export that another worker took over is that one's.
    """
    if reason == Overtaken.__name__:
        return
    if export.tries < TRIES:
        export.postpone(PAUSE * export.tries)
    else:
        export.fail(reason)
        announce(export_failed, export)


@job(Export, instead=give_up, tries=TRIES)
def build(export):
    if not reaches(export.portal_user, export.customer_id):
        export.fail("no access")  # who asked was shut out while it waited (A6, A7)
        db.session.commit()
        return
    export_file.build(export)
    announce(export_ready, export)


def announce(letter, export):
    mail = letter.write(export)
    db.session.commit()
    wake("mail", mail.mail_id)
