"""Who may give which rights to whom, and that a company keeps an administrator (S10).

An administrator is active, has set a password, and holds every right of every activity: fewer
could not be given back by anybody. Who changes a role or a person must hold all that the role
holds, before and after: nobody grants what they do not hold, nor touches whoever stands above.
Every verb here expects `hold_still` before it in the same transaction.
"""

from contextlib import contextmanager

from sqlalchemy import func, select

from config.database import db
from config.tally import bounded
from tenants.objection import AddressTaken, BeyondOwn, LastAdministrator, NameTaken, RoleInUse
from tenants.role import EVERY, Role, stored
from tenants.second_factor import SecondFactor
from tenants.staff import Staff
from tenants.staff_link import StaffLink


def hold_still():
    """Let nobody else change roles and staff of the company until this transaction ends.

    What was read before the wait may have changed in it, so all of it is read anew.
    """
    db.session.execute(select(Role.role_id).order_by(Role.role_id).with_for_update())
    db.session.expire_all()


def write(role, by, name, pairs, second_factor=False):
    """Name the role and set its rights; a new one is added."""
    must_cover(by, role.held, pairs)
    other = Role.role_id.is_distinct_from(role.role_id)
    if db.session.scalar(select(Role.role_id).where(Role.name == name, other)):
        raise NameTaken
    with an_administrator_stays():
        role.name, role.rights, role.second_factor = name, stored(pairs), second_factor
        db.session.add(role)


def remove(role, by):
    must_cover(by, role.held)
    people = people_of(role)
    if people:
        raise RoleInUse(people)
    db.session.delete(role)


def people_of(role):
    return db.session.scalar(people_with(role.role_id))


def people_with(role_id):
    """The statement that counts who has the role, the deactivated too, to the bound."""
    return bounded(select(Staff.staff_id).where(Staff.role_id == role_id).correlate(Role))


def invite(by, email, name, role):
    """A new member of staff, who has no password yet."""
    must_cover(by, role.held)
    if db.session.scalar(select(Staff.staff_id).where(Staff.email == email)):
        raise AddressTaken
    person = Staff(email=email, name=name, role_id=role.role_id)
    db.session.add(person)
    db.session.flush()
    return person


def place(person, by, role):
    """Give the person another role; it counts at their next request."""
    must_cover(by, person.role.held, role.held)
    with an_administrator_stays():
        person.role_id = role.role_id


def deactivate(person, by):
    """End every visit and every link; the person stays on the list."""
    must_cover(by, person.role.held)
    with an_administrator_stays():
        person.active = False
        person.end_visits()
        StaffLink.revoke(person)


def reactivate(person, by):
    must_cover(by, person.role.held)
    person.active = True


def reset_factor(person, by):
    """Let somebody else, who has lost theirs, in by the password alone, and begin anew.

    Nobody's own: that is turned off with password and code.
    """
    if person.staff_id == by.staff_id:
        raise BeyondOwn
    must_cover(by, person.role.held)
    factor = SecondFactor.of(person, lock=True)
    if factor:
        db.session.delete(factor)
    person.end_visits()


def must_cover(by, *sets):
    if not set().union(*sets) <= by.role.held:
        raise BeyondOwn


@contextmanager
def an_administrator_stays():
    before = administrators()
    yield
    db.session.flush()
    if before and not administrators():
        raise LastAdministrator


def administrators():
    """How many there are."""
    return db.session.scalar(
        select(func.count())
        .select_from(Staff)
        .join(Role, (Role.tenant_id == Staff.tenant_id) & (Role.role_id == Staff.role_id))
        .where(Staff.active.is_(True), Staff.password_hash.is_not(None))
        .where(Role.rights.contains(stored(EVERY)))
    )
