"""What staff may do: for each activity some of five actions (S10, D8)."""

from sqlalchemy import BigInteger, Identity, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from config.database import db
from tenants.isolation import Tenanted

ACTIVITIES = ("Setup", "Manage Portal Users", "Customers", "Payments")
ACTIONS = ("List", "View", "Add", "Edit", "Delete")


class Role(Tenanted, db.Model):
    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("tenant_id", "name"),)

    role_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str]
    rights: Mapped[dict] = mapped_column(JSONB, default=dict)

    @classmethod
    def administrator(cls):
        return cls(name="Administrator", rights={a: list(ACTIONS) for a in ACTIVITIES})

    def allows(self, activity, action):
        return action in self.rights.get(activity, ())
