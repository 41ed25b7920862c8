"""Who may give which rights to whom, and that a company keeps an administrator (S10).

An administrator is active, has set a password, and holds every right of every activity: fewer
could not be given back by anybody. Who changes a role or a person must hold all that the role
holds, before and after: nobody grants what they do not hold, nor touches whoever stands above.
Every verb here expects `hold_still` before it in the same transaction.
"""

from contextlib import contextmanager

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from config.database import db
from config.tally import COUNTED, bounded, figure
from tenants.role import EVERY, Role, stored
from tenants.staff import Staff
from tenants.staff_link import StaffLink


class Objection(ValueError):
    """A rule stands against it; the message says which. Nothing has changed."""

    text = ""

    def __str__(self):
        return str(self.args[0] if self.args else self.text)


class BeyondOwn(Objection):
    text = _("You can only give and take rights that you hold yourself.")


class LastAdministrator(Objection):
    text = _(
        "Nobody would be left with every right. Give another person the administrator's role first."
    )


class RoleInUse(Objection):
    """Of people who were counted to the bound."""

    def __init__(self, people):
        super().__init__(_(
            "%(count)s people have this role. Give them another one first.", count=figure(people),
        ) if people > COUNTED else ngettext(
            "%(num)s person has this role. Give them another one first.",
            "%(num)s people have this role. Give them another one first.", people,
        ))


class NameTaken(Objection):
    text = _("There is a role with this name already.")


class AddressTaken(Objection):
    text = _("Somebody with this address is on the list already.")


def hold_still():
    """Let nobody else change roles and staff of the company until this transaction ends.

    What was read before the wait may have changed in it, so all of it is read anew.
    """
    db.session.execute(select(Role.role_id).order_by(Role.role_id).with_for_update())
    db.session.expire_all()


def write(role, by, name, pairs, second_factor=False):
    """Name the role and set its rights; a new one is added."""
    must_cover(by, role.held if role.rights else set(), pairs)
    other = select(Role.role_id).where(Role.name == name, Role.role_id != role.role_id)
    if db.session.scalar(other if role.role_id else select(Role.role_id).where(Role.name == name)):
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
    return bounded(select(Staff.staff_id).where(Staff.role_id == role_id))


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
