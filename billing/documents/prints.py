"""What a record's PDF would be made of now, as one hash for each record, in one read.

Hashed are whole rows: the record's, its lines' or allocations', its customer's and billing
contact's. So nothing that is printed can be forgotten here; a change of what is not printed costs
one more printing. The statements are for a transaction that a visit has opened.
"""

TENANT = "r.tenant_id = current_setting('app.tenant_id')::int"
FAMILY = "r.customer_id = any (current_setting('app.family')::text[])"
OWN = "r.customer_id = current_setting('app.customer_id')"
BUYER = (
    " join customer k on k.tenant_id = r.tenant_id and k.customer_id = r.customer_id"
    " left join contact b on b.tenant_id = k.tenant_id and b.customer_id = k.customer_id"
    " and b.contact_id = k.billing_contact_id"
)
LINES = (
    "(select string_agg(md5(l::text), '' order by l.invoice_line_no) from invoice_line l"
    " where l.tenant_id = r.tenant_id and l.invoice_id = r.invoice_id)"
)
APPLIED = (
    "(select string_agg(md5(row(a, i.invoice_date, i.due_date)::text), '' order by a.allocation_id)"
    " from allocation a join invoice i"
    " on i.tenant_id = a.tenant_id and i.invoice_id = a.invoice_id"
    " where a.tenant_id = r.tenant_id and a.{0} = r.{0})"
)


def of_invoice(invoice_id):
    """(sql, values) for one row or none: a draft is nobody's yet; a parent's child's is (P13)."""
    where = f"{TENANT} and {FAMILY} and r.invoice_id = %s and r.status <> 'Draft'"
    return prints("invoice", "r.due_date", LINES, where), (invoice_id,)


def of_invoices(chosen, values):
    """(sql, values) for the invoices whose ids a statement chooses, in its order."""
    order = f" join (select row_number() over () as place, c.* from ({chosen}) c) t"
    order += " on t.invoice_id = r.invoice_id"
    where = f"{TENANT} and {FAMILY} and r.status <> 'Draft' order by t.place"
    return prints("invoice", "r.due_date", LINES, where, order), values


def of_payment(payment_id, statuses):
    where = f"{TENANT} and {OWN} and r.payment_id = %s and r.status = any (%s)"
    applied = APPLIED.format("payment_id")
    return prints("payment", "null", applied, where), (payment_id, list(statuses))


def of_credit(credit_id):
    where = f"{TENANT} and {OWN} and r.credit_id = %s"
    return prints("credit", "null", APPLIED.format("credit_id"), where), (credit_id,)


def prints(table, due_date, parts, where, order=""):
    """`print` is the hash; id, status and due date come with it."""
    whole = f"md5(concat_ws('|', r::text, k::text, b::text, {parts}))"
    return (
        f"select r.{table}_id as record_id, r.customer_id, r.status, {due_date} as due_date,"
        f" {whole} as print"
        f" from {table} r{order}{BUYER} where {where}"
    )  # noqa: S608
