"""Why a change of roles or staff is not made (S10)."""

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from config.tally import COUNTED, figure


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
