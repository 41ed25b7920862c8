from datetime import UTC, datetime, timedelta

import pytest

from config.embedded import mailbox

MAIL = b"Subject: one\r\nTo: b@two.test\r\n\r\nbody\r\n\r\nmore \xff\x00"


def test_a_mail_comes_back_as_it_came(tmp_path):
    name = mailbox.store(tmp_path, "a@one.test", ["b@two.test", "c@two.test"], MAIL)
    kept = mailbox.read(tmp_path, name)
    assert (kept.sender, kept.recipients, kept.source) == (
        "a@one.test", ["b@two.test", "c@two.test"], MAIL)
    assert timedelta(0) <= datetime.now(UTC) - kept.received_at < timedelta(minutes=1)


def test_a_bounce_has_no_sender(tmp_path):
    assert mailbox.read(tmp_path, mailbox.store(tmp_path, None, ["b@two.test"], MAIL)).sender == ""


def test_the_newest_comes_first(tmp_path):
    names = [mailbox.store(tmp_path, "a@one.test", [], MAIL) for _ in range(5)]
    assert [kept.name for kept in mailbox.received(tmp_path)] == names[::-1]


def test_a_mail_that_is_being_written_is_not_there_yet(tmp_path):
    (tmp_path / ".20261121T000000.000000Z-half").write_bytes(b"half")
    assert mailbox.names(tmp_path) == []


@pytest.mark.parametrize("name", ["../secrets", "/etc/passwd", "nothing"])
def test_only_mails_are_read(tmp_path, name):
    with pytest.raises(FileNotFoundError):
        mailbox.read(tmp_path, name)
