"""The rows of the database by whose they are, to see that nobody else's have changed.

Read as the owner of the schema, tenant by tenant: FORCE ROW LEVEL SECURITY binds the owner too.
"""

from functools import cache

from sqlalchemy import text

from config.database import Base

SHARED = ("company_profile", "portal_setup", "payment_setup", "gateway_account", "counter", "role",
          "staff",
          "staff_visit", "staff_link", "second_factor", "api_key", "idempotent_answer",
          "webhook_event", "webhook_endpoint", "webhook_message", "webhook_delivery", "webhook_try",
          "review_note", "mail", "mail_template", "mail_sending",
          "bulk_invite", "bulk_member", "stored_picture", "usage_fold",
          "audit_export")
GLOBAL = ("tenant", "host")
# Triggers make them when what they are taken from is put back.
DERIVED = ("customer_word", "usage_delta")
LOGS = ("audit_entry", "customer_view")  # looking leaves a trace there
LOG = "the log"
OF_INVOICE = "(select customer_id from invoice o where o.invoice_id = t.invoice_id)"
OF_USER = ("(select min(customer_id) from contact o where o.portal_user_id = t.portal_user_id)")
OF_SUBSCRIPTION = (
    "(select customer_id from subscription o where o.subscription_id = t.subscription_id)"
)
OF_LIMIT = "(select customer_id from usage_limit o where o.usage_limit_id = t.usage_limit_id)"
OF_CONTACT = "(select customer_id from contact o where o.contact_id = t.contact_id)"
THROUGH = {
    "invoice_line": OF_INVOICE, "attachment": OF_INVOICE, "allocation": OF_INVOICE,
    "attempt_share": OF_INVOICE, "money_notice": OF_INVOICE, "credit_use": OF_INVOICE,
    "usage_alert": OF_LIMIT,
    "portal_user": OF_USER, "portal_visit": OF_USER,
    "subscription_line": OF_SUBSCRIPTION,
    "portal_link": f"coalesce({OF_CONTACT}, {OF_USER})",
}


def whose(table):
    """SQL for the customer that a row `t` belongs to; '' for what a whole company shares."""
    if table.name in LOGS:
        return f"'{LOG}'"
    if table.name in SHARED:
        return "''"
    if table.name in THROUGH:
        return f"coalesce({THROUGH[table.name]}, '')"
    if "customer_id" in table.c:
        return "t.customer_id"
    raise LookupError(f"tests/guards/rows.py does not know whose the rows of {table.name} are")


def said(table):
    """SQL for all that a row says, but when it was used or handed out last, and the number that a
    trigger gives it.
    """
    passing = ("last_used_at", "handed_at", "delta_id")
    traces = [f" - '{name}'" for name in passing if name in table.c]
    return f"(to_jsonb(t){''.join(traces)})::text" if traces else "t::text"


@cache
def statement():
    """One row for each customer of the tenant that is set, and one for what it shares."""
    parts = " union all ".join(
        f"select '{table.name}' as source, {whose(table)} as customer_id, {said(table)} as said"
        f" from {table.name} t"
        for table in Base.metadata.sorted_tables if table.name not in GLOBAL
    )
    return text(
        "select customer_id, md5(string_agg(source || said, '' order by source, said))"
        f" from ({parts}) every group by customer_id"
    )


class Prints:
    """A hash of all rows by (tenant, customer); customer "" is what the tenant shares.

    The first tenant is the one that is walked, whose own log grows by that. Read anew only when a
    transaction has changed something: two equal snapshots of PostgreSQL show the same rows.
    """

    def __init__(self, owner, tenant_ids):
        self.owner, self.tenant_ids = owner, tenant_ids
        self.snapshot = self.found = None

    def __call__(self):
        with self.owner.begin() as connection:
            now = snapshot(connection)
            if now != self.snapshot:
                self.found, self.snapshot = self.read(connection), now
        return self.found

    def read(self, connection):
        found = {}
        for tenant_id in self.tenant_ids:
            be(connection, tenant_id)
            rows = connection.execute(statement())
            found |= {(tenant_id, customer): mark for customer, mark in rows}
        for table in GLOBAL:
            rows = text(f"select t::text from {table} t order by 1")
            found[table, ""] = str(connection.execute(rows).all())
        found.pop((self.tenant_ids[0], LOG), None)
        return found


def snapshot(connection):
    """Which transactions can be seen."""
    return connection.scalar(text("select pg_current_snapshot()::text"))


def be(connection, tenant_id):
    connection.execute(text("select set_config('app.tenant_id', :t, true)"), {"t": str(tenant_id)})


def changed(before, after, mine=()):
    """Whose rows are not as they were, other than mine."""
    keys = before.keys() | after.keys()
    return sorted(
        str(key) for key in keys if key not in mine and before.get(key) != after.get(key)
    )


class Kept:
    """One tenant's rows as they were, to be put back after each change."""

    def __init__(self, owner, tenant_id):
        tables = [each for each in Base.metadata.sorted_tables if each.name not in GLOBAL]
        self.tenant_id = tenant_id
        self.connection = owner.connect()
        self.run(f"create temp table kept_{each.name} as select * from {each.name}"
                 for each in tables)
        self.steps = [*(f"delete from {each.name}" for each in reversed(tables)),
                      *(refilled(each) for each in tables if each.name not in DERIVED)]

    def put_back(self):
        if self.snapshot != snapshot(self.connection):
            self.run(self.steps)
        self.connection.rollback()

    def run(self, steps):
        be(self.connection, self.tenant_id)
        options = {"no_parameters": True}  # several statements go in one only without
        self.connection.exec_driver_sql(";".join(steps), execution_options=options)
        self.connection.commit()
        self.snapshot = snapshot(self.connection)
        self.connection.rollback()

    def close(self):
        self.connection.execute(text("discard temp"))
        self.connection.commit()
        self.connection.close()


def refilled(table):
    names = ", ".join(f'"{each.name}"' for each in table.c if each.computed is None)
    return f"insert into {table.name} ({names}) select {names} from kept_{table.name}"
