"""The second factor afterwards: turned off, renewed, required, reset by another (S12)."""

from datetime import timedelta

from config import clock
from config.database import db
from tenants.role import Role
from tenants.staff import Staff
from tests.setup import pages
from tests.setup.test_totp import (  # noqa: F401, E501
    HERE,
    Phone,
    code,
    enrol,
    factor,
    inside,
    password,
    still,
)


def later(still, minutes=10):  # noqa: F811
    return clock.frozen(still + timedelta(minutes=minutes))


def test_turning_it_off_asks_for_password_and_code(cast, stan, visit, still):  # noqa: F811
    phone, _ = enrol(stan)
    with later(still):
        for form in ({"password": cast.password}, {"code": phone.code()},
                     {"password": "wrong", "code": phone.code(1)}):
            assert stan.post(f"{HERE}/off", form).status_code == 422
            assert factor(cast).on
    with later(still, 20):
        form = {"password": cast.password, "code": phone.code()}
        assert stan.post(f"{HERE}/off", form).status_code == 302
        assert factor(cast) is None
        assert password(visit("acme"), cast).location == "/setup"


def test_new_recovery_codes_end_the_older_ones(cast, stan, visit, still):  # noqa: F811
    phone, old = enrol(stan)
    with later(still):
        form = {"password": cast.password, "code": phone.code()}
        page = pages.text(stan.post(f"{HERE}/recovery-codes", form))
        assert page.count("<li><code>") == 10 and old[0] not in page
        visitor = visit("acme")
        password(visitor, cast)
        assert code(visitor, old[0]).status_code == 401


def test_switching_it_on_ends_the_visits_begun_without_it(cast, stan, visit, still):  # noqa: F811
    elsewhere = visit("acme").at_setup(cast.stan)
    enrol(stan)
    assert inside(stan) and not inside(elsewhere)


def require(cast, name="Viewer"):
    with cast.within():
        db.session.query(Role).filter(Role.name == name).update({"second_factor": True})
        db.session.commit()


def test_a_role_that_requires_it_opens_nothing_before(cast, visit, still):  # noqa: F811
    vera = visit("acme").at_setup(cast.vera)
    require(cast)
    for path in ("/setup/customers", "/setup", "/setup/profile", "/setup/customers/C-1001"):
        assert vera.get(path).location == HERE
    assert vera.post("/setup/customers/C-1004/invitation").status_code == 403
    assert "Set it up to go on" in pages.text(vera.get(HERE))
    vera.post(HERE)
    assert vera.get("/setup/customers").location == HERE
    enrol(vera)
    assert vera.get("/setup/customers").status_code == 200


def test_what_a_role_requires_stays_on(cast, visit, still):  # noqa: F811
    require(cast)
    vera = visit("acme").at_setup(cast.vera)
    phone, _ = enrol(vera)
    assert "Turn off" not in pages.text(vera.get(HERE))
    with later(still):
        form = {"password": cast.password, "code": phone.code()}
        assert vera.post(f"{HERE}/off", form).location == HERE
        assert factor(cast, cast.vera).on


def test_who_waits_to_set_it_up_can_sign_out(cast, visit):
    require(cast)
    vera = visit("acme").at_setup(cast.vera)
    assert vera.post("/setup/sign-out").location == "/setup/login"


def test_an_administrator_resets_anothers(cast, stan, visit, still):  # noqa: F811
    vera = visit("acme").at_setup(cast.vera)
    enrol(vera)
    reset = f"/setup/staff/{cast.vera}/second-factor/reset"
    assert "sure that it is Vera Lind" in pages.text(stan.get(reset))
    assert stan.post(reset).status_code == 302
    assert factor(cast, cast.vera) is None and not inside(vera)
    assert password(visit("acme"), cast, "vera@acme.example").location == "/setup"


def test_nobody_resets_their_own(cast, stan, still):  # noqa: F811
    enrol(stan)
    assert stan.post(f"/setup/staff/{cast.stan}/second-factor/reset").status_code == 403
    assert factor(cast).on
    assert "/second-factor/reset" not in pages.text(stan.get(f"/setup/staff/{cast.stan}"))


def test_a_deactivated_persons_half_begun_visit_is_dead(cast, stan, visit, still):  # noqa: F811
    vera = visit("acme").at_setup(cast.vera)
    phone, _ = enrol(vera)
    visitor = visit("acme")
    password(visitor, cast, "vera@acme.example")
    with cast.within():
        db.session.query(Staff).filter(Staff.staff_id == cast.vera).update({"active": False})
        db.session.commit()
    with later(still, 1):
        assert code(visitor, phone.code()).location == "/setup/login"
