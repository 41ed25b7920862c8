"""What happens to somebody's own sign-in is told to them by mail: who, when, from where (S12)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from config import clock
from config.database import db
from mailers import delivery, staff_notice
from mailers.catalogue import SUBJECTS
from mailers.mail import Mail
from tenants.second_factor import RECOVERY_CODES
from tenants.staff import Staff
from tests.mailers.conftest import post  # noqa: F401
from tests.setup.test_totp import HERE, code, enrol, password, still  # noqa: F401

NEW = "seven purple trombones"
STAN = "stan@acme.example"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0"


@pytest.fixture
def letters(cast, post):  # noqa: F811
    """Each notice that waits, as (recipient, text); read once."""

    def read():
        with cast.within():
            waiting = select(Mail).where(Mail.template == "staff_notice", Mail.state == "queued")
            told = []
            for mail in db.session.scalars(waiting.order_by(Mail.created_date)).all():
                delivery.deliver(mail)
                told.append((mail.recipient, post.to(mail).text))
            return told

    return read


def test_ones_own_password(cast, stan, letters):
    stan.post("/setup/profile/password", {"old_password": cast.password, "new_password": NEW},
              environ_overrides={"REMOTE_ADDR": "203.0.113.7", "HTTP_USER_AGENT": FIREFOX})
    [(to, said)] = letters()
    assert to == STAN and "Your password was changed." in said
    assert "Who: Stan Baker\n" in said and "Network address: 203.0.113.7\n" in said
    assert "Browser: Firefox · Windows\n" in said and "When: " in said
    assert NEW not in said and "/setup/password/" not in said


def test_a_password_that_was_not_changed_is_not_told(cast, stan, letters):
    for form in ({"old_password": "wrong", "new_password": NEW},
                 {"old_password": cast.password, "new_password": "short"}):
        assert stan.post("/setup/profile/password", form).status_code == 422
    assert letters() == []


def test_a_second_factor_on_renewed_and_off(cast, stan, letters, still):  # noqa: F811
    phone, _ = enrol(stan)
    assert "A second factor was set up." in letters()[0][1]
    for minutes, verb, said in ((10, "recovery-codes", "New recovery codes were made."),
                                (20, "off", "Your second factor was turned off.")):
        with clock.frozen(still + timedelta(minutes=minutes)):
            form = {"password": cast.password, "code": "000000"}
            assert stan.post(f"{HERE}/{verb}", form).status_code == 422
            assert letters() == []
            stan.post(f"{HERE}/{verb}", form | {"code": phone.code()})
            assert said in letters()[0][1]


def test_reset_by_another_it_says_by_whom(cast, stan, visit, letters, still):  # noqa: F811
    enrol(visit("acme").at_setup(cast.vera))
    letters()
    stan.post(f"/setup/staff/{cast.vera}/second-factor/reset")
    [(to, said)] = letters()
    assert to == "vera@acme.example"
    assert "Your second factor was reset." in said and "Who: Stan Baker\n" in said


def test_each_recovery_code_used_and_when_few_are_left(cast, stan, visit, letters,
                                                       still):  # noqa: F811
    _, codes = enrol(stan)
    letters()
    for number, each in enumerate(codes, 1):
        visitor = visit("acme")
        password(visitor, cast)
        assert code(visitor, each).status_code == 302
        [(to, said)] = letters()
        left = RECOVERY_CODES - number
        assert to == STAN and "Who: Stan Baker\n" in said
        assert (f"only {left} " in said and "Make new ones." in said) == (left <= 3), said
        assert str(left) in said
    assert "Few recovery codes are left" in stan.get(HERE).text


def test_a_code_of_the_app_is_not_told(cast, stan, visit, letters, still):  # noqa: F811
    phone, _ = enrol(stan)
    letters()
    visitor = visit("acme")
    password(visitor, cast)
    assert code(visitor, phone.code(1)).status_code == 302
    assert letters() == []


def test_five_wrong_codes_after_the_right_password(cast, stan, visit, letters,
                                                   still):  # noqa: F811
    enrol(stan)
    letters()
    visitor = visit("acme")
    password(visitor, cast)
    for number in range(1, 8):
        assert code(visitor, "000000").status_code == 401
        told = letters()
        assert len(told) == (number == 5)
        if told:
            assert "five codes in a row were wrong" in told[0][1]
            assert "Who: Somebody who was not signed in\n" in told[0][1]


def test_it_cannot_be_switched_off():
    assert not SUBJECTS["staff_notice"].can_be_off


@pytest.mark.parametrize("event", staff_notice.EVENTS)
def test_sent_again_it_says_when_it_was(cast, letters, event):
    with clock.travelled(hours=-20), cast.within():
        mail = staff_notice.write(Staff.named(STAN), event)
        at = mail.subject_ids["at"]
        mail.mark_sent()
        db.session.commit()
        mail_id = mail.mail_id
    with cast.within():
        again = db.session.scalar(select(Mail).where(Mail.mail_id == mail_id)).again()
        assert again.subject_ids["at"] == at
        db.session.commit()
    assert staff_notice.EVENTS[event] in letters()[0][1]
