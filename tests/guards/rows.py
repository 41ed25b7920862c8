"""The rows of the database by whose they are, to see that nobody else's have changed.

Read as the owner of the schema, tenant by tenant: FORCE ROW LEVEL SECURITY binds the owner too.
"""

from sqlalchemy import text

from config.database import Base

SHARED = ("company_profile", "portal_setup", "counter", "role", "staff", "staff_visit",
          "staff_link", "second_factor", "api_key", "mail", "mail_template", "mail_sending",
          "bulk_invite")
GLOBAL = ("tenant", "host")
OF_INVOICE = "(select customer_id from invoice o where o.invoice_id = t.invoice_id)"
OF_USER = ("(select min(customer_id) from contact o where o.portal_user_id = t.portal_user_id)")
OF_SUBSCRIPTION = (
    "(select customer_id from subscription o where o.subscription_id = t.subscription_id)"
)
OF_CONTACT = "(select customer_id from contact o where o.contact_id = t.contact_id)"
THROUGH = {
    "invoice_line": OF_INVOICE, "attachment": OF_INVOICE, "allocation": OF_INVOICE,
    "attempt_share": OF_INVOICE, "portal_user": OF_USER, "portal_visit": OF_USER,
    "subscription_line": OF_SUBSCRIPTION,
    "portal_link": f"coalesce({OF_CONTACT}, {OF_USER})",
}


def whose(table):
    """SQL for the customer that a row `t` belongs to; None for what a whole company shares."""
    if table.name in SHARED:
        return "''"
    if table.name in THROUGH:
        return f"coalesce({THROUGH[table.name]}, '')"
    if "customer_id" in table.c:
        return "t.customer_id"
    raise LookupError(f"tests/guards/rows.py does not know whose the rows of {table.name} are")


def statement():
    """One row for each customer of the tenant that is set, and one for what it shares."""
    parts = " union all ".join(
        f"select '{table.name}' as source, {whose(table)} as customer_id, t::text as said"
        f" from {table.name} t"
        for table in Base.metadata.sorted_tables if table.name not in GLOBAL
    )
    return text(
        "select customer_id, md5(string_agg(source || said, '' order by source, said))"
        f" from ({parts}) every group by customer_id"
    )


def prints(owner, tenant_ids):
    """A hash of all rows by (tenant, customer); customer "" is what the tenant shares."""
    found = {}
    with owner.begin() as connection:
        for tenant_id in tenant_ids:
            be(connection, tenant_id)
            rows = connection.execute(statement())
            found |= {(tenant_id, customer): mark for customer, mark in rows}
        for table in GLOBAL:
            rows = text(f"select t::text from {table} t order by 1")
            found[table, ""] = str(connection.execute(rows).all())
    return found


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
        self.tenant_id = tenant_id
        self.tables = [each for each in Base.metadata.sorted_tables if each.name not in GLOBAL]
        self.connection = owner.connect()
        for table in self.tables:
            self.run(f"create temp table kept_{table.name} as select * from {table.name}")

    def put_back(self):
        for table in reversed(self.tables):
            self.run(f"delete from {table.name}")
        for table in self.tables:
            names = ", ".join(f'"{each.name}"' for each in table.c if each.computed is None)
            self.run(f"insert into {table.name} ({names}) select {names} from kept_{table.name}")
        self.connection.commit()

    def run(self, sql):
        if not self.connection.in_transaction():
            self.connection.begin()
        be(self.connection, self.tenant_id)
        self.connection.execute(text(sql))

    def close(self):
        self.connection.rollback()
        self.connection.execute(text("discard temp"))
        self.connection.commit()
        self.connection.close()
