"""The ORM's ring of isolation: every query of a tenant's table is filtered, or raises.

It is a convenience on top of the database's row-level security, not the boundary itself: it
misses Core statements, text() and identity-map hits, and those the database answers.
"""

from flask import g, has_app_context
from sqlalchemy import ForeignKey, event, text
from sqlalchemy.orm import Mapped, Session, mapped_column, with_loader_criteria

SET_TENANT = text("select set_config('app.tenant_id', :tenant, true)")


class NoTenant(RuntimeError):
    """A tenant's table was asked for with no tenant set; never answered with all rows."""


class TenantSwitched(RuntimeError):
    """One unit of work touched two tenants; each has a session of its own."""


class Tenanted:
    """A record of one tenant; its key, unique and foreign keys all begin with tenant_id."""

    tenant_id: Mapped[int] = mapped_column(
        ForeignKey("tenant.tenant_id"),
        primary_key=True,
        autoincrement=False,
        sort_order=-100,
        default=lambda: current_tenant_id(),
    )


def current_tenant_id():
    """The tenant of this unit of work; raises NoTenant when there is none."""
    tenant = g.get("tenant") if has_app_context() else None
    if tenant is None:
        raise NoTenant("no tenant is set for this unit of work")
    return tenant.tenant_id


def enter(tenant):
    """Make the tenant this unit of work's own, once."""
    if "tenant" in g and g.tenant.tenant_id != tenant.tenant_id:
        raise TenantSwitched("a unit of work keeps its tenant to the end")
    g.tenant = tenant


def guard_orm():
    """Hang the ring onto every session; twice does no harm."""
    if not event.contains(Session, "do_orm_execute", filter_by_tenant):
        event.listen(Session, "do_orm_execute", filter_by_tenant)
        event.listen(Session, "after_begin", tell_database)
        event.listen(Session, "before_flush", refuse_foreign)


def filter_by_tenant(query):
    if not any(issubclass(mapper.class_, Tenanted) for mapper in query.all_mappers):
        return
    tenant_id = current_tenant_id()
    query.statement = query.statement.options(
        with_loader_criteria(
            Tenanted, lambda record: record.tenant_id == tenant_id, include_aliases=True
        )
    )


def tell_database(session, transaction, connection):
    """Row-level security reads this setting; it ends with the transaction, never outlives it."""
    tenant = g.get("tenant") if has_app_context() else None
    if tenant is not None and not transaction.nested:
        connection.execute(SET_TENANT, {"tenant": str(tenant.tenant_id)})


def refuse_foreign(session, context, instances):
    for record in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(record, Tenanted):
            continue
        if record.tenant_id not in (None, current_tenant_id()):
            raise TenantSwitched(f"{type(record).__name__} belongs to another tenant")
