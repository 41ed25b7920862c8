"""What moves a customer's account, as entries with a day and an amount (P10, P2, D22).

The ledger keeps documents and how far they are settled, no journal. A statement therefore tells
the ledger as it stands now, each document at its own date, by these rules:

- An invoice adds its amount, a credit and a payment take theirs away. A payment counts once it is
  Processed; what is Processing, Declined or a draft is no entry (D22).
- A refund is an entry of its own, on the day on which the money went back; where that is not known,
  as of what was imported, on the day of its payment.
- What is reversed, voided or charged back counts for nothing on any day; it stays listed, with an
  amount of zero, so that who saw it on an earlier statement finds it again.
- A document dated after today counts today: the account's balance holds it already (P2).
- A credit that is the rest of a payment (M2) is no entry: the payment has taken all of it away.
- Counting a payment or credit towards an invoice moves nothing within one account. Between a
  parent and its child (D23) it does: the payment leaves the payer's account and settles the
  child's invoice, on the later day of the two documents. The day on which the allocation was
  written down is not used, as that may be the day of an import.

Amounts are minor units of one currency; what the customer owes more is positive.
"""

from sqlalchemy import text

from config.database import db
from tenants.current import current_tenant

KINDS = ("invoice", "given", "credit", "payment", "received", "refund")
MINE = (
    "{0}.tenant_id = current_setting('app.tenant_id')::int"
    " and {0}.customer_id = :customer_id and {0}.currency = :currency"
)
# Allocations of what counts to what counts: their sources, of one of two kinds, and invoices.
SOURCES = {
    "payment": {"source": "payment", "key": "payment_id", "counts": "= 'Processed'"},
    "credit": {"source": "credit", "key": "credit_id", "counts": "<> 'Reversed'"},
}
SHARED = """
  from {source} s
  join allocation a on a.tenant_id = s.tenant_id and a.{key} = s.{key}
  join invoice i on i.tenant_id = a.tenant_id and i.invoice_id = a.invoice_id
 where s.status {counts} and i.status not in ('Draft', 'Reversed')
"""
SHARED_ON = "greatest(i.invoice_date, s.{source}_date)"
BETWEEN = f"""
select 'received' as kind, {SHARED_ON} as date, i.invoice_id as id, i.status, -a.amount as amount
  {SHARED} and {MINE.format("i")} and s.customer_id <> i.customer_id
union all
select 'given', {SHARED_ON}, i.invoice_id, i.status, a.amount
  {SHARED} and {MINE.format("s")} and i.customer_id <> s.customer_id
"""
REFUNDS = f"""
select 'refund', (r.updated_date at time zone :zone)::date, r.payment_id, p.status, r.amount
  from refund r
  join payment p on p.tenant_id = r.tenant_id and p.payment_id = r.payment_id
 where {MINE.format("r")} and r.kind = 'refund' and r.state = 'approved'
   and p.status in ('Processed', 'Refunded')
union all
select 'refund', u.date, u.id, u.status, u.amount
  from (select p.payment_date as date, p.payment_id as id, p.status,
               case p.status when 'Refunded' then p.payment_amount else p.refunded_amount end
               - coalesce((select sum(r.amount)::bigint from refund r
                            where r.tenant_id = p.tenant_id and r.payment_id = p.payment_id
                              and r.kind = 'refund' and r.state = 'approved'), 0) as amount
          from payment p where {MINE.format("p")}
           and (p.status = 'Refunded' or p.status = 'Processed' and p.refunded_amount > 0)) u
 where u.amount > 0
"""
ENTRIES = f"""
select 'invoice' as kind, i.invoice_date as date, i.invoice_id as id, i.status,
       case i.status when 'Reversed' then 0 else i.invoice_amount end as amount
  from invoice i where {MINE.format("i")} and i.status <> 'Draft'
union all
select 'credit', c.credit_date, c.credit_id, c.status,
       case c.status when 'Reversed' then 0 else -c.credit_amount end
  from credit c where {MINE.format("c")} and c.payment_id is null
union all
select 'payment', p.payment_date, p.payment_id, p.status,
       case when p.status in ('Processed', 'Refunded') then -p.payment_amount else 0 end
  from payment p where {MINE.format("p")}
   and p.status in ('Processed', 'Refunded', 'Voided', 'Charged Back')
union all
{REFUNDS}
union all {BETWEEN.format(**SOURCES["payment"])}
union all {BETWEEN.format(**SOURCES["credit"])}
"""
ACCOUNT = f"""
with account as (
    select e.*, least(e.date, :today) as day,
           array_position(cast(:kinds as text[]), e.kind) as place
      from ({ENTRIES}) e
)
"""
SUMS = ACCOUNT + """
select kind, coalesce(sum(amount) filter (where day between :start_date and :end_date), 0),
       count(*) filter (where day between :start_date and :end_date),
       coalesce(sum(amount) filter (where day > :end_date), 0)
  from account group by kind order by min(place)
"""
NEWEST = ACCOUNT + """
select kind, id, day, date, status, amount from account
 where day between :start_date and :end_date
 order by day desc, place desc, id desc, amount limit :most
"""


def summed(statement, today):
    """(sums of the period by kind of what there is, count of its entries, what came after it)."""
    found = db.session.execute(text(SUMS), asked(statement, today)).all()
    sums = {kind: int(amount) for kind, amount, count, _ in found if count}
    return sums, sum(row[2] for row in found), int(sum(row[3] for row in found))


def newest(statement, today, most):
    """At most so many of the period's entries, oldest first."""
    rows = db.session.execute(text(NEWEST), {**asked(statement, today), "most": most})
    return rows.all()[::-1]


def asked(statement, today):
    return {
        "customer_id": statement.customer_id, "currency": statement.currency,
        "start_date": statement.start_date, "end_date": statement.end_date,
        "today": today, "kinds": list(KINDS), "zone": current_tenant.time_zone,
    }
