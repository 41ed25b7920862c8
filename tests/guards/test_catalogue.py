"""The database's own catalogue says that every table is isolated, and nobody can get around it."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, text

from config.database import Base
from config.embedded.postgres import LOGINS

GLOBAL = {"tenant", "host", "alembic_version"}
ROLES = ("portico_app", "portico_ops")
# What the sweeper may see across tenants (D16), by the only function that lends its maker's eyes.
WAITING = {
    "mail": {"tenant_id", "mail_id", "due_at", "lease_until"},
    "export": {"tenant_id", "export_id", "due_at", "lease_until"},
    "payment_attempt": {"tenant_id", "attempt_id", "due_at", "lease_until"},
    "bulk_invite": {"tenant_id", "bulk_invite_id", "due_at", "lease_until"},
    "audit_export": {"tenant_id", "audit_export_id", "due_at", "lease_until"},
    "autopay_charge": {"tenant_id", "autopay_charge_id", "due_at", "lease_until"},
    "method_errand": {"tenant_id", "errand_id", "due_at", "lease_until"},
    "refund": {"tenant_id", "refund_id", "due_at", "lease_until"},
    "webhook_event": {"tenant_id", "webhook_event_id", "due_at", "lease_until"},
    "webhook_delivery": {"tenant_id", "webhook_delivery_id", "due_at", "lease_until"},
}
DEFINERS = {
    "tend_usage_months": "portico_owner", "age_usage_events": "portico_owner",
    "waiting_work": "portico_waiting", "move_tenant": "portico_owner",
    "name_tenant": "portico_owner", "redact_contact": "portico_owner",
    "age_audit_log": "portico_owner",
}

TABLES = """
select c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) as owner,
       (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid) as whole
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"""
KEYS = """
select k.conname, c.relname, k.contype,
       (select a.attname from pg_attribute a
         where a.attrelid = k.conrelid and a.attnum = k.conkey[1]) as first,
       (select a.attname from pg_attribute a
         where a.attrelid = k.confrelid and a.attnum = k.confkey[1]) as target
  from pg_constraint k join pg_class c on c.oid = k.conrelid
 where k.connamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f')"""
UNIQUES = """
select i.relname, c.relname as table, a.attname as first
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
  left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
 where x.indisunique and i.relnamespace = 'public'::regnamespace"""
POLICIES = """
select tablename, policyname, permissive, roles::text[] as roles, cmd, qual, with_check
  from pg_policies where schemaname = 'public'"""
RIGHTS = """
select table_name, privilege_type from information_schema.table_privileges
 where grantee = :role and table_schema = 'public'"""
COLUMNS = """
select table_name, column_name, privilege_type from information_schema.column_privileges
 where grantee = 'portico_waiting' and table_schema = 'public'"""
FUNCTIONS = """
select p.proname, pg_get_userbyid(p.proowner) as owner, p.prosecdef, p.proconfig,
       has_function_privilege('public', p.oid, 'execute') as public
  from pg_proc p where p.pronamespace = 'public'::regnamespace"""


@pytest.fixture
def line(owner, migrated):
    """What is changed on it is taken back."""
    with owner.connect() as connection:
        yield connection


@pytest.fixture
def ask(line):
    """The rows that the catalogue answers with."""
    return lambda sql, **values: line.execute(text(sql), values).all()


def known_tables():
    return set(Base.metadata.tables) - GLOBAL


def parts(ask):
    """The months of usage events: tables beneath a table."""
    return {row.relname for row in ask(TABLES) if row.whole}


def tenants_own(rows, key="relname"):
    return [row for row in rows if getattr(row, key) not in GLOBAL]


def test_every_table_enforces_row_level_security(ask):
    tables = tenants_own(ask(TABLES))
    assert {table.relname for table in tables if not table.whole} == known_tables()
    assert {table.whole for table in tables if table.whole} == {"usage_event"}
    open_ones = [each.relname for each in tables
                 if not (each.relrowsecurity and each.relforcerowsecurity)]
    assert open_ones == []


def test_every_policy_asks_for_the_tenant(ask):
    policies = ask(POLICIES)
    usual = {row.tablename: row for row in policies if row.policyname == "tenant"}
    assert set(usual) == known_tables() | parts(ask)
    for row in usual.values():
        assert "tenant_id = ( SELECT (current_setting('app.tenant_id'" in row.qual, row.tablename
        assert (row.cmd, row.roles, row.with_check) == ("ALL", ["public"], None)
    rest = [row for row in policies if row.policyname != "tenant"]
    others = {(row.tablename, *row.roles, row.cmd) for row in rest}
    assert others == {(table, "portico_waiting", "SELECT") for table in WAITING}


def test_every_key_begins_with_the_tenant(ask):
    wrong = [row.conname for row in tenants_own(ask(KEYS)) if row.first != "tenant_id"
             or row.contype == "f" and row.target != "tenant_id"]
    assert wrong == []
    keyed = {row.relname for row in ask(KEYS) if row.contype == "p"}
    assert keyed >= set(Base.metadata.tables)


def test_every_unique_index_begins_with_the_tenant(ask):
    """A global one would tell which ids others have."""
    wrong = [row.relname for row in tenants_own(ask(UNIQUES), "table") if row.first != "tenant_id"]
    assert wrong == []


@pytest.mark.parametrize("role", [*ROLES, "portico_waiting", "portico_owner"])
def test_no_role_stands_above_the_policies(ask, role):
    row, = ask("select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
               " from pg_roles where rolname = :role", role=role)
    assert not any(row)


def test_who_logs_in_is_who_the_settings_name(ask):
    logins = ask("select rolname from pg_roles where rolcanlogin and rolname like 'portico%'")
    assert {row.rolname for row in logins} == set(LOGINS.values())


@pytest.mark.parametrize("role", ROLES)
def test_the_roles_own_nothing_and_make_nothing(ask, role):
    owned = ask("select relname from pg_class where pg_get_userbyid(relowner) = :role"
                " union all select proname from pg_proc where pg_get_userbyid(proowner) = :role",
                role=role)
    assert owned == []
    assert not any(ask("select has_schema_privilege(:role, 'public', 'create'),"
                       " has_database_privilege(:role, current_database(), 'create'),"
                       " has_database_privilege(:role, current_database(), 'temp')", role=role)[0])
    assert ask("select 1 from pg_auth_members where member = to_regrole(:role)", role=role) == []


@pytest.mark.parametrize("role", ROLES)
def test_the_roles_read_and_write_rows_and_nothing_more(ask, role):
    """TRUNCATE knows no row-level security; REFERENCES and TRIGGER look into other tables."""
    held = {}
    for row in ask(RIGHTS, role=role):
        held.setdefault(row.table_name, set()).add(row.privilege_type)
    rows = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    for table in known_tables():
        assert held[table] <= rows and "SELECT" in held[table], table
    assert parts(ask) and not parts(ask) & set(held), "a part is reached around the whole"
    for table in ("tenant", "host"):
        assert held[table] == ({"SELECT"} if role == "portico_app" else rows)
    assert "alembic_version" not in held


def test_the_sweepers_eyes_see_only_what_waits_and_since_when(ask):
    seen = {}
    for row in ask(COLUMNS):
        assert row.privilege_type == "SELECT"
        seen.setdefault(row.table_name, set()).add(row.column_name)
    assert seen == WAITING


def test_functions_that_lend_their_makers_eyes_are_known(ask):
    functions = ask(FUNCTIONS)
    definers = {row.proname: row.owner for row in functions if row.prosecdef}
    assert definers == DEFINERS
    for row in functions:
        assert not row.public, f"{row.proname} may be called by anyone"
        assert not row.prosecdef or any("search_path" in each for each in row.proconfig)


def test_there_are_no_views(ask):
    """A view of the owner's would be read with the owner's eyes."""
    assert ask("select relname from pg_class where relkind in ('v', 'm')"
               " and relnamespace = 'public'::regnamespace") == []


def test_the_models_are_the_migrated_schema(line):
    months = re.compile(r"usage_event_(before|after|\d{4}_\d\d)")
    context = MigrationContext.configure(line, opts={
        "compare_type": True,
        "include_name": lambda name, kind, _: kind != "table" or not months.fullmatch(name)})
    assert compare_metadata(context, Base.metadata) == []


def test_the_models_know_every_check(ask):
    """Alembic does not compare these."""
    migrated = {row.conname for row in ask(
        "select conname from pg_constraint where contype = 'c'"
        " and connamespace = 'public'::regnamespace")}
    known = {constraint.name for table in Base.metadata.tables.values()
             for constraint in table.constraints if isinstance(constraint, CheckConstraint)}
    assert migrated == known


MISTAKES = {
    "alter table usage no force row level security": test_every_table_enforces_row_level_security,
    "create table notes (note_id int primary key)": test_every_table_enforces_row_level_security,
    "create table usage_event_1999_01 partition of usage_event default":
        test_every_table_enforces_row_level_security,
    "create policy all_of_it on usage using (true)": test_every_policy_asks_for_the_tenant,
    "drop policy tenant on usage": test_every_policy_asks_for_the_tenant,
    "drop policy tenant on usage_event_before": test_every_policy_asks_for_the_tenant,
    "alter table usage add column n int unique": test_every_key_begins_with_the_tenant,
    "create unique index on usage (usage_id)": test_every_unique_index_begins_with_the_tenant,
    "grant select (recipient) on mail to portico_waiting":
        test_the_sweepers_eyes_see_only_what_waits_and_since_when,
    "create function f() returns int language sql security definer as 'select 1'":
        test_functions_that_lend_their_makers_eyes_are_known,
    "create view usages as select * from usage": test_there_are_no_views,
    "alter table usage add column note text": test_the_models_are_the_migrated_schema,
    "alter table usage add constraint ck_x check (true)": test_the_models_know_every_check,
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_guard_bites(line, ask, mistake):
    guard = MISTAKES[mistake]
    line.execute(text(mistake))
    with pytest.raises(AssertionError):
        guard(line if guard is test_the_models_are_the_migrated_schema else ask)


@pytest.mark.parametrize("role", ROLES)
def test_the_guard_of_rights_bites(line, ask, role):
    line.execute(text(f"grant truncate on usage to {role}"))
    with pytest.raises(AssertionError):
        test_the_roles_read_and_write_rows_and_nothing_more(ask, role)
