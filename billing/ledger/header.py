"""The dashboard's header (P2, D22, D24): one statement whose cost does not grow with history."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

MINE = (
    "tenant_id = current_setting('app.tenant_id')::int"
    " and customer_id = current_setting('app.customer_id')"
)

CHILDREN = "(current_setting('app.family')::text[])[2:]"  # the first is the customer itself

HEADER = f"""
select (
    select jsonb_agg(jsonb_build_array(currency, amount, past_due, processing) order by currency)
    from (
        select currency, sum(owed) as amount, sum(late) as past_due, sum(moving) as processing
        from (
            select currency, balance as owed,
                   case when due_date < %s then balance else 0 end as late, 0 as moving
              from invoice where {MINE} and status in ('Posted', 'Partially Paid')
            union all
            select currency, -unapplied_amount, 0, 0
              from credit where {MINE} and status = 'Open'
            union all
            select currency, case when status = 'Processed' then -unapplied_amount else 0 end, 0,
                   case when status = 'Processing' then payment_amount else 0 end
              from payment
             where {MINE} and (status = 'Processing' or unapplied_amount <> 0)
               and status in ('Processing', 'Processed')
        ) parts group by currency
    ) sums
) as balances,
(select jsonb_build_array(payment_amount, currency, payment_date)
   from payment where {MINE} and status = 'Processed'
  order by payment_date desc, payment_id desc limit 1) as last_paid,
(select invoice_id from invoice where {MINE} and status not in ('Draft', 'Reversed')
  order by invoice_date desc, invoice_id desc limit 1) as last_invoice_id,
exists (select from invoice where {MINE} and status in ('Posted', 'Partially Paid')
           and balance > 0) as payable,
exists (select from usage where {MINE}) as has_usage,
case when {CHILDREN} <> '{{}}' then (
    select jsonb_agg(jsonb_build_array(currency, amount, past_due) order by currency) from (
        select currency, sum(balance) as amount,
               sum(case when due_date < %s then balance else 0 end) as past_due
          from invoice
         where tenant_id = current_setting('app.tenant_id')::int
           and customer_id = any ({CHILDREN}) and status in ('Posted', 'Partially Paid')
         group by currency
    ) theirs
) end as children
"""  # noqa: S608


def heading(today):
    """The statement for a visit that was opened before it in the same pipeline."""
    return HEADER, (today, today)


@dataclass(frozen=True)
class Header:
    """Balances are one per currency, in minor units, never summed across (D22).

    `children` is what the invoices of a parent's children leave open, told apart (D23).
    """

    balances: list = field(default_factory=list)
    children: list = field(default_factory=list)
    last_paid: SimpleNamespace | None = None
    last_invoice_id: str | None = None
    payable: bool = False
    has_usage: bool = False

    @classmethod
    def of(cls, row, currency):
        """From the statement's row; a customer without records owes nothing in its currency."""
        sums = row["balances"] or [[currency, 0, 0, 0]]
        return cls(
            balances=[balance(*parts) for parts in sums],
            children=[balance(*parts, 0) for parts in row["children"] or ()],
            last_paid=row["last_paid"] and paid(*row["last_paid"]),
            last_invoice_id=row["last_invoice_id"],
            payable=row["payable"],
            has_usage=row["has_usage"],
        )


def balance(currency, amount, past_due, processing):
    return SimpleNamespace(
        currency=currency, amount=int(amount), past_due=int(past_due), processing=int(processing)
    )


def paid(amount, currency, day):
    return SimpleNamespace(amount=amount, currency=currency, date=date.fromisoformat(day))
