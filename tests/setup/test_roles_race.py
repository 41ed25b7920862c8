"""Two who act at the same moment: one after the other, and the later one is asked again (S10)."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from config.database import db
from tenants import authority
from tenants.role import Role
from tenants.staff import Staff
from tests import cast as people

LOOKER = {"Customers": ["List"]}


@pytest.fixture
def boss(cast):
    """A second administrator, of a role of her own."""
    with cast.within():
        role = Role.administrator()
        role.name = "Second"
        cast.boss = people.staff("boss@acme.example", "Bea Boss", role)
        db.session.commit()
    return cast


def at_once(*acts):
    """Run them in threads that start together; what each raised or answered, in their order."""
    gate, told = Barrier(len(acts)), {}

    def run(number, act):
        gate.wait()
        try:
            told[number] = act()
        except Exception as error:
            told[number] = error

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [told[number] for number in range(len(acts))]


def administrators(cast):
    with cast.within():
        return authority.administrators()


def outcome(answer):
    return getattr(answer, "status_code", answer)


@pytest.mark.parametrize("round_", range(5))
def test_two_administrators_demote_each_other(boss, visit, round_):
    with boss.within():
        viewer = db.session.scalar(select(Role.role_id).where(Role.name == "Viewer"))
    one, two = visit("acme").at_setup(boss.stan), visit("acme").at_setup(boss.boss)
    answers = at_once(
        lambda: one.post(f"/setup/staff/{boss.boss}/role", {"role_id": viewer}),
        lambda: two.post(f"/setup/staff/{boss.stan}/role", {"role_id": viewer}),
    )
    assert sorted(map(outcome, answers)) == [302, 403]
    assert administrators(boss) == 1


@pytest.mark.parametrize("round_", range(3))
def test_two_administrators_deactivate_each_other(boss, visit, round_):
    one, two = visit("acme").at_setup(boss.stan), visit("acme").at_setup(boss.boss)
    answers = at_once(
        lambda: one.post(f"/setup/staff/{boss.boss}/deactivation"),
        lambda: two.post(f"/setup/staff/{boss.stan}/deactivation"),
    )
    assert 302 in map(outcome, answers)
    assert administrators(boss) == 1


@pytest.mark.parametrize("round_", range(3))
def test_two_administrators_empty_each_others_roles(boss, visit, round_):
    with boss.within():
        roles = {role.name: role.role_id for role in db.session.scalars(select(Role))}
    one, two = visit("acme").at_setup(boss.stan), visit("acme").at_setup(boss.boss)
    answers = at_once(
        lambda: one.post(f"/setup/roles/{roles['Second']}", {"name": "Second"}),
        lambda: two.post(f"/setup/roles/{roles['Administrator']}", {"name": "Administrator"}),
    )
    assert sorted(map(outcome, answers)) == [302, 403]
    assert administrators(boss) == 1


@pytest.mark.parametrize("round_", range(3))
def test_who_is_signed_out_in_the_wait_does_nothing_more(boss, visit, round_):
    """To reset a second factor ends the person's visits: of two who do it to each other one does.
    """
    one, two = visit("acme").at_setup(boss.stan), visit("acme").at_setup(boss.boss)
    answers = at_once(
        lambda: one.post(f"/setup/staff/{boss.boss}/second-factor/reset"),
        lambda: two.post(f"/setup/staff/{boss.stan}/second-factor/reset"),
    )
    assert [answer.location for answer in answers].count("/setup/staff") == 1


@pytest.mark.parametrize("round_", range(3))
def test_both_resign_and_one_stays(boss, visit, round_):
    one, two = visit("acme").at_setup(boss.stan), visit("acme").at_setup(boss.boss)
    at_once(
        lambda: one.post(f"/setup/staff/{boss.stan}/deactivation"),
        lambda: two.post(f"/setup/staff/{boss.boss}/deactivation"),
    )
    assert administrators(boss) == 1


def test_a_role_is_given_and_deleted_at_once(boss, visit):
    with boss.within():
        idle = Role(name="Idle", rights=LOOKER)
        db.session.add(idle)
        db.session.commit()
        idle = idle.role_id
    one, two = visit("acme").at_setup(boss.stan), visit("acme").at_setup(boss.boss)
    at_once(
        lambda: one.post(f"/setup/roles/{idle}/delete"),
        lambda: two.post(f"/setup/staff/{boss.vera}/role", {"role_id": idle}),
    )
    with boss.within():
        there = db.session.scalar(select(Role).where(Role.role_id == idle))
        vera = db.session.scalar(select(Staff).where(Staff.staff_id == boss.vera))
        assert (there is not None) == (vera.role_id == idle)


def test_one_name_makes_one_role(boss, visit):
    one, two = visit("acme").at_setup(boss.stan), visit("acme").at_setup(boss.boss)
    answers = at_once(*(lambda v=v: v.post("/setup/roles", {"name": "Same"}) for v in (one, two)))
    assert sorted(map(outcome, answers)) == [302, 422]
