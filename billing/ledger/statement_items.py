"""What was open at the end of a day, and how long it had been due (P10, Open Item).

Open is what an invoice lacked, and what of a payment or credit was counted towards nothing. For a
day that is over, what has been counted since is taken back: each allocation on the later day of
its two documents, see statement_entries.py. On the day itself these are the items of the
dashboard's Account Balance, and they always add up to the closing balance of the other kinds.
"""

from collections import namedtuple
from dataclasses import dataclass

from sqlalchemy import text

from billing.ledger.statement_entries import MINE, SHARED, SHARED_ON, SOURCES, asked
from config.database import db
from config.languages import N_

MOST_ITEMS = 1000
UNAPPLIED = -1
AGES = (N_("Current"), N_("1–30 days"), N_("31–60 days"), N_("61–90 days"), N_("Over 90 days"))
Item = namedtuple("Item", "kind id date due_date days_late amount open")

SINCE = f"""
case when :end_date < :today then coalesce((
    select sum(a.amount) {SHARED} and {SHARED_ON} > :end_date and {{whose}}
), 0) else 0 end
"""
PAID_SINCE = " + ".join(
    SINCE.format(**kind, whose="a.invoice_id = mine.invoice_id") for kind in SOURCES.values()
)
LEFT = """
select '{source}' as kind, mine.{key} as id, mine.{source}_date as date, null::date as due_date,
       0 as days_late, {unapplied} as age, -mine.{source}_amount as amount,
       (-mine.unapplied_amount - {since})::bigint as open
  from {source} mine where {mine} and mine.status {counts}
"""
ITEMS = f"""
select 'invoice' as kind, mine.invoice_id as id, mine.invoice_date as date, mine.due_date,
       greatest(:end_date - mine.due_date, 0) as days_late,
       width_bucket(:end_date - mine.due_date, array[1, 31, 61, 91]) as age,
       mine.invoice_amount as amount,
       (case mine.status when 'Paid' then 0 else mine.balance end + {PAID_SINCE})::bigint as open
  from invoice mine where {MINE.format("mine")} and (mine.status in ('Posted', 'Partially Paid')
    or mine.status = 'Paid' and :end_date < :today)
union all
""" + " union all ".join(
    LEFT.format(
        **kind, unapplied=UNAPPLIED, mine=MINE.format("mine"),
        since=SINCE.format(**kind, whose="s.{key} = mine.{key}".format(**kind)),
    )
    for kind in SOURCES.values()
)
OPEN = f"""
with account as (
    select * from ({ITEMS}) i where i.open <> 0 and least(i.date, :today) <= :end_date
)
"""
AGED = OPEN + "select age, sum(open), count(*) from account group by age"
OLDEST = OPEN + """
select kind, id, date, due_date, days_late, amount, open from account
 order by age = -1, due_date, date, id limit :most
"""


@dataclass(frozen=True)
class OpenItems:
    """Minor units of one currency; credits and payments are negative.

    `ages` are what invoices lack, by days past due as AGES names them; with `unapplied` they make
    the closing balance. `rest` and `rest_count` tell of items beyond those that are listed.
    """

    closing: int
    ages: tuple
    unapplied: int
    items: list
    rest: int
    rest_count: int


def open_items(statement, today):
    """The OpenItems at the end of a statement's period; `today` is the tenant's."""
    values = asked(statement, today)
    found = db.session.execute(text(AGED), values).all()
    rows = db.session.execute(text(OLDEST), {**values, "most": MOST_ITEMS})
    sums = {age: int(amount) for age, amount, _ in found}
    return told(sums, sum(row[2] for row in found), [Item(*row) for row in rows])


def told(sums, count, rows):
    """The arithmetic, of sums by age and the rows that are listed."""
    closing = sum(sums.values())
    ages = tuple(sums.get(age, 0) for age in range(len(AGES)))
    rest = closing - sum(row.open for row in rows)
    return OpenItems(closing, ages, sums.get(UNAPPLIED, 0), rows, rest, count - len(rows))
