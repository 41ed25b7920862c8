"""Roles & Permissions: nobody grants what they do not hold, and somebody stays administrator."""

import re

import pytest
from sqlalchemy import select

from config.database import db
from tenants.role import EVERY, Role, stored
from tenants.staff import Staff
from tests.setup.pages import messages, text
from tests.setup.test_rights import at_setup_with

ROLES = "/setup/roles"
SETUP = [("Setup", action) for action in ("List", "View", "Add", "Edit", "Delete")]
LOOKING = [("Customers", "List"), ("Customers", "View")]


def role(cast, name):
    with cast.within():
        return db.session.scalar(select(Role).where(Role.name == name))


def address(cast, name, more=""):
    return f"{ROLES}/{role(cast, name).role_id}{more}"


def form(name, rights=(), **more):
    return {"name": name, "right": [".".join(each) for each in rights], **more}


def test_the_list_tells_what_each_role_opens_and_who_has_it(stan):
    page = text(stan.get(ROLES))
    for words in ("Administrator", "Viewer", "Everything", "List, View", "Add role"):
        assert words in page
    assert 'href="/setup/roles"' in text(stan.get("/setup/customers"))


def test_the_list_counts_each_roles_own_people(cast, stan):
    with cast.within():
        db.session.add(Role(name="Idle", rights={}))
        db.session.add(Staff(email="two@acme.example", name="Two", active=False, role_id=db.session
                             .scalar(select(Role.role_id).where(Role.name == "Viewer"))))
        db.session.commit()
    told = re.findall(r'data-l="People">([^<]*)<', text(stan.get(ROLES)))
    assert told == ["1", "0", "2"]


def test_a_role_is_added_renamed_edited_and_deleted(cast, stan):
    assert messages(stan, stan.post(ROLES, form("Clerk", LOOKING))) == [
        "The role “Clerk” is saved."]
    assert role(cast, "Clerk").held == set(LOOKING)
    stan.post(address(cast, "Clerk"), form(" Senior  clerk ", SETUP, second_factor="on"))
    assert role(cast, "Clerk") is None
    assert role(cast, "Senior clerk").held == set(SETUP)
    assert role(cast, "Senior clerk").second_factor
    assert "cannot be undone" in text(stan.get(address(cast, "Senior clerk", "/delete")))
    answer = stan.post(address(cast, "Senior clerk", "/delete"))
    assert messages(stan, answer) == ["The role “Senior clerk” is deleted."]
    assert role(cast, "Senior clerk") is None


@pytest.mark.parametrize(("name", "why"), [
    ("", "Enter a name."), ("x" * 61, "Keep it to 60 characters."),
    ("Viewer", "There is a role with this name already."),
])
def test_a_name_is_needed_and_of_one_role_only(cast, stan, name, why):
    page = text(stan.post(ROLES, form(name, LOOKING)), 422)
    assert why in page and f'value="{name}"' in page
    assert page.count(" checked") == 2
    assert text(stan.post(address(cast, "Viewer"), form("Administrator", [])), 422)
    assert role(cast, "Viewer").held


def test_rights_that_there_are_not_are_left_out(cast, stan):
    odd = [("Setup", "Own"), ("Everything", "List"), ("Setup", "List")]
    stan.post(ROLES, form("Odd", odd, tenant_id=cast.initech, role_id="1"))
    assert role(cast, "Odd").rights == {"Setup": ["List"]}


def test_a_role_in_use_is_not_deleted(cast, stan):
    assert "1 person has this role." in text(stan.get(address(cast, "Viewer", "/delete")))
    answer = stan.post(address(cast, "Viewer", "/delete"))
    assert messages(stan, answer) == ["1 person has this role. Give them another one first."]
    assert role(cast, "Viewer")


def test_nobody_makes_a_role_of_more_than_they_hold(cast, visit):
    clerk = at_setup_with(cast, visit, SETUP)
    assert clerk.post(ROLES, form("More", [*SETUP, ("Payments", "Edit")])).status_code == 403
    assert clerk.post(ROLES, form("Same", SETUP)).status_code == 302
    own = address(cast, "Tried Role")
    assert clerk.post(own, form("Tried Role", EVERY)).status_code == 403
    assert role(cast, "Tried Role").held == set(SETUP) and role(cast, "More") is None


def test_nobody_touches_a_role_that_stands_above_them(cast, visit):
    clerk = at_setup_with(cast, visit, SETUP)
    boss = address(cast, "Administrator")
    page = text(clerk.get(boss))
    assert "rights that you do not have" in page and ">Save<" not in page
    assert clerk.post(boss, form("Mine", SETUP)).status_code == 403
    assert clerk.post(f"{boss}/delete").status_code == 403
    assert role(cast, "Administrator").held == EVERY
    assert f'action="{boss}' not in text(clerk.get(ROLES))


def test_the_last_administrators_role_keeps_every_right(cast, stan):
    boss = address(cast, "Administrator")
    for rights in ([], SETUP, sorted(EVERY - {("Payments", "Delete")})):
        told = messages(stan, stan.post(boss, form("Administrator", rights)))
        assert told == ["Nobody would be left with every right. Give another person the"
                        " administrator's role first."]
    assert role(cast, "Administrator").held == EVERY


@pytest.mark.parametrize(("active", "secret"), [(False, "hash"), (True, None)])
def test_who_cannot_sign_in_does_not_count_as_administrator(cast, stan, active, secret):
    with cast.within():
        boss = db.session.scalar(select(Role).where(Role.name == "Administrator"))
        db.session.add(Staff(email="other@acme.example", name="Other", role_id=boss.role_id,
                             active=active, password_hash=secret))
        db.session.commit()
    answer = stan.post(f"/setup/staff/{cast.stan}/role",
                       {"role_id": role(cast, "Viewer").role_id})
    assert "Nobody would be left" in messages(stan, answer)[0]


def test_with_another_administrator_one_may_go(cast, stan):
    with cast.within():
        db.session.query(Role).filter(Role.name == "Viewer").update({"rights": stored(EVERY)})
        db.session.commit()
    assert stan.post(address(cast, "Administrator"), form("Former", LOOKING)).status_code == 302
    assert role(cast, "Former").held == set(LOOKING)


def test_a_neighbours_role_is_not_found(cast, stan):
    with cast.within(cast.initech):
        theirs = db.session.scalar(select(Role.role_id))
    for path in (f"{ROLES}/{theirs}", f"{ROLES}/{theirs}/delete"):
        assert (stan.get(path).status_code, stan.post(path, form("x")).status_code) == (404, 404)
    answer = stan.post(f"/setup/staff/{cast.vera}/role", {"role_id": theirs})
    assert answer.status_code == 404


def test_who_may_only_look_is_offered_nothing(cast, visit):
    looker = at_setup_with(cast, visit, [("Setup", "List"), ("Setup", "View")])
    page = text(looker.get(ROLES))
    assert "Add role" not in page and "/delete" not in page
    assert ">Save<" not in text(looker.get(address(cast, "Tried Role")))
    vera = visit("acme").at_setup(cast.vera)
    home = text(vera.get("/setup/customers"))
    assert ROLES not in home and "/setup/staff" not in home
