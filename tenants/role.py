"""What staff may do: for each activity some of five actions (S10, D8)."""

from flask_babel import gettext as _
from sqlalchemy import BigInteger, Identity, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from config.database import db
from config.languages import N_
from tenants.isolation import Tenanted

ACTIVITIES = ("Setup", "Manage Portal Users", "Customers", "Payments")
ACTIONS = ("List", "View", "Add", "Edit", "Delete")
BUILT_IN = N_("Administrator")
EVERY = frozenset((activity, action) for activity in ACTIVITIES for action in ACTIONS)


class Role(Tenanted, db.Model):
    """`second_factor` is whether its people must sign in with one (S12)."""

    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("tenant_id", "name"),)

    role_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str]
    rights: Mapped[dict] = mapped_column(JSONB, default=dict)
    second_factor: Mapped[bool] = mapped_column(server_default="false", default=False)

    @classmethod
    def administrator(cls):
        return cls(name=BUILT_IN, rights=stored(EVERY))

    @property
    def title(self):
        """The name; of the role that every company begins with, in the reader's language."""
        return _(self.name) if self.name == BUILT_IN else self.name

    def allows(self, activity, action):
        return action in self.rights.get(activity, ())

    @property
    def held(self):
        """The rights as {(activity, action)}."""
        return {(activity, action) for activity, actions in self.rights.items()
                for action in actions}


def stored(pairs):
    """Pairs of (activity, action) as a role keeps them, in their order; unknown ones left out."""
    rights = {activity: [action for action in ACTIONS if (activity, action) in pairs]
              for activity in ACTIVITIES}
    return {activity: actions for activity, actions in rights.items() if actions}
