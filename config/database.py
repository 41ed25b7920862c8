"""The bare database extension; what is a tenant's is told by tenants.isolation."""

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, registry

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={str: Text, dict: JSONB, list: JSONB},
    )


class Database(SQLAlchemy):
    def shared(self, app, other):
        """The other app, which has the connections of the first, not as many again."""
        self._app_engines[other] = self._app_engines[app]
        return other


db = Database(model_class=Base, disable_autonaming=True)
