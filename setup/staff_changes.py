"""What may be done with a member of staff, each said once: for the menu, the question, the deed."""

from typing import NamedTuple

from config.languages import N_
from setup.rights import SETUP_DELETE, SETUP_EDIT
from tenants import authority


class Change(NamedTuple):
    """`path` stands under the member's address; `verb(person, by)` is a rule of authority, and
    `told` what is said once it has held.

    `question` is the template that asks first, for what takes something away; `notice` what the
    person is told by mail. `offered` says by person, factor and visitor whether it makes sense.
    """

    path: str
    label: str
    rights: tuple
    verb: object
    told: str
    offered: object
    question: str = ""
    notice: str = ""
    danger: bool = False


CHANGES = (
    Change(
        "reactivation", N_("Reactivate"), SETUP_EDIT, authority.reactivate,
        N_("%(name)s can sign in again."),
        offered=lambda person, factor, by: not person.active,
    ),
    Change(
        "second-factor/reset", N_("Reset second factor"), SETUP_EDIT, authority.reset_factor,
        N_("%(name)s signs in with the password alone until a new one is set up."),
        offered=lambda person, factor, by: factor and person.staff_id != by.staff_id,
        question="reset_factor", notice="factor reset",
    ),
    Change(
        "deactivation", N_("Deactivate"), SETUP_DELETE, authority.deactivate,
        N_("%(name)s is deactivated and signed out everywhere."),
        offered=lambda person, factor, by: person.active,
        question="deactivate", danger=True,
    ),
)
