"""Ids that Portico mints itself, counted per tenant: PT- payments, PM- methods (D20)."""

from sqlalchemy import BigInteger
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from config.database import db
from tenants.isolation import Tenanted, current_tenant_id


class Counter(Tenanted, db.Model):
    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


def next_id(prefix):
    """The next id under the prefix, such as PT-1001; two callers never get the same."""
    step = (
        insert(Counter)
        .values(tenant_id=current_tenant_id(), name=prefix, value=1001)
        .on_conflict_do_update(
            index_elements=["tenant_id", "name"], set_={"value": Counter.value + 1}
        )
        .returning(Counter.value)
    )
    return f"{prefix}-{db.session.scalar(step)}"
