"""Jobs: run twice, run at once, failing, dying."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select
from structlog.testing import CapturingLogger

from billing.tables import export_file
from billing.tables.export import Export
from config import clock
from config.database import db
from mailers import delivery
from mailers.mail import Mail
from workers import exports, job, mails, queue


@pytest.fixture
def log(monkeypatch):
    """The lines that jobs write."""
    log = CapturingLogger()
    monkeypatch.setattr(job, "log", log)
    return lambda: [call.kwargs for call in log.calls]


def outcomes(log):
    return [line["outcome"] for line in log() if "outcome" in line]


def test_a_job_that_runs_twice_sends_once(cast, queued, post, log):
    mail_id, = queued()
    with cast.app.app_context():
        mails.deliver(cast.acme, str(mail_id))
        mails.deliver(cast.acme, str(mail_id))
    assert outcomes(log) == ["done", "nothing to do"]
    with cast.within():
        assert post.to(db.session.get(Mail, (cast.acme, mail_id)))


def test_jobs_that_run_at_once_send_once(cast, queued, post, log):
    mail_id, = queued()

    def run(_):
        with cast.app.app_context():
            mails.deliver(cast.acme, str(mail_id))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(run, range(4)))
    assert sorted(outcomes(log)) == ["done"] + 3 * ["nothing to do"]


def test_a_job_of_another_tenant_finds_no_row(cast, queued, log):
    mail_id, = queued()
    with cast.app.app_context():
        mails.deliver(cast.initech, str(mail_id))
        mails.deliver(999, str(mail_id))
    assert outcomes(log) == ["nothing to do", "no tenant"]


def test_its_line_names_tenant_and_duration_and_no_address(cast, queued, log):
    with cast.app.app_context():
        mails.deliver(cast.acme, str(queued()[0]))
    line, = log()
    assert (line["name"], line["tenant"]) == ("mail.deliver", "acme")
    assert line["ms"] > 0
    assert "@" not in str(line)


def test_a_job_that_fails_gives_its_row_back_for_later(cast, queued, log, monkeypatch):
    mail_id, = queued()

    def fail(mail):
        raise KeyError(mail.recipient)

    monkeypatch.setattr(delivery, "deliver", fail)
    with cast.app.app_context():
        mails.deliver(cast.acme, str(mail_id))
    with cast.within():
        mail = db.session.get(Mail, (cast.acme, mail_id))
        assert (mail.state, mail.lease_until, mail.reason) == ("queued", None, "KeyError")
        assert mail.due_at > clock.now() + timedelta(seconds=20)
    assert outcomes(log) == ["failed"]
    assert "jane" not in str(log())


def test_a_job_that_cannot_even_begin_leaves_its_row_and_tells_no_message(
        cast, queued, log, monkeypatch):
    mail_id, = queued()

    def fail(key):
        raise OSError(f"no connection for {mail_id}")

    monkeypatch.setattr(Mail, "take", fail)
    with cast.app.app_context():
        mails.deliver(cast.acme, str(mail_id))
    assert outcomes(log) == ["failed"]
    assert str(mail_id) not in str(log())
    with cast.within():
        assert db.session.get(Mail, (cast.acme, mail_id)).due_at


def pending(cast):
    with cast.within():
        return db.session.scalar(select(Export).where(Export.customer_id == "C-1001")).export_id


def run_export(cast, export_id):
    with cast.app.app_context():
        exports.build(cast.acme, str(export_id))


def due_again(cast):
    with cast.within():
        db.session.execute(db.update(Export).values(due_at=clock.now(), lease_until=None))
        db.session.commit()


def letters(cast):
    with cast.within():
        return [(mail.template, mail.recipient) for mail in db.session.scalars(select(Mail))]


def test_an_export_ends_with_a_mail_that_waits_in_the_queue(cast):
    run_export(cast, pending(cast))
    assert letters(cast) == [("export_ready", "jane@atlas.example")]
    with cast.app.app_context():
        assert len(queue.waiting("mail")) == 1


def test_an_export_that_fails_is_tried_three_times_and_then_says_so(cast, monkeypatch):
    def fail(export):
        raise OSError("no space")

    monkeypatch.setattr(export_file, "build", fail)
    export_id = pending(cast)
    for _ in range(exports.TRIES):
        assert letters(cast) == []
        due_again(cast)
        run_export(cast, export_id)
    assert letters(cast) == [("export_failed", "jane@atlas.example")]


def test_an_export_whose_every_try_dies_is_given_up(cast, monkeypatch):
    tried = []
    monkeypatch.setattr(export_file, "build", tried.append)
    with cast.within():
        db.session.execute(db.update(Export).values(tries=exports.TRIES))
        db.session.commit()
    run_export(cast, pending(cast))
    assert not tried
    assert letters(cast) == [("export_failed", "jane@atlas.example")]


def test_an_export_is_not_completed_without_its_mail(cast, monkeypatch):
    def die(export):
        raise SystemExit

    monkeypatch.setattr(exports.export_ready, "write", die)
    with pytest.raises(SystemExit):
        run_export(cast, pending(cast))
    with cast.within():
        mine = select(Export.state).where(Export.customer_id == "C-1001")
        assert db.session.scalar(mine) == "pending"
