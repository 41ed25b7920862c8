"""Questions to a company's books; those among FAULTS must find nothing."""

LARGEST = """select (select count(*) from invoice where customer_id = 'C-1003'),
                    (select count(*) from usage where customer_id = 'C-1003')"""

PAST_DUE = """select count(*) from invoice
               where status in ('Posted', 'Partially Paid') and due_date < current_date"""

WITHOUT_USAGE = """select customer_id from customer c where exists (
                     select from invoice i where i.customer_id = c.customer_id)
                   and not exists (select from usage u where u.customer_id = c.customer_id)"""

UNDER_WAY = """select a.state, p.status, s.open, a.due_at from payment_attempt a
               join attempt_share s using (tenant_id, attempt_id)
               join payment p using (tenant_id, payment_id)"""

TRACES = """select count(*), max(updated_date), sum(balance),
                   (select count(*) from usage), (select max(updated_date) from payment)
              from invoice"""

FAULTS = {
    "paid is what is allocated": """
        select invoice_id from invoice i where paid_amount <> (
          select coalesce(sum(amount), 0) from allocation a where a.invoice_id = i.invoice_id)""",
    "applied of payments is what is allocated": """
        select payment_id from payment p where applied_amount <> (
          select coalesce(sum(amount), 0) from allocation a where a.payment_id = p.payment_id)""",
    "applied of credits is what is allocated": """
        select credit_id from credit c where applied_amount <> (
          select coalesce(sum(amount), 0) from allocation a where a.credit_id = c.credit_id)""",
    "statuses of invoices follow": """
        select invoice_id from invoice where status not in ('Draft', 'Reversed') and status <>
          case when balance = 0 then 'Paid' when paid_amount > 0 then 'Partially Paid'
               else 'Posted' end""",
    "nothing counts towards drafts and reversed ones": """
        select invoice_id from invoice
         where status in ('Draft', 'Reversed') and paid_amount <> 0""",
    "statuses of credits follow": """
        select credit_id from credit where status <> 'Reversed' and
          (status = 'Applied') <> (unapplied_amount = 0)""",
    "only processed payments are applied": """
        select payment_id from payment where status <> 'Processed' and applied_amount <> 0""",
    "lines make the invoice": """
        select invoice_id from invoice i where (subtotal, invoice_tax) <> (
          select sum(amount), sum(line_tax) from invoice_line l
           where l.invoice_id = i.invoice_id)""",
    "usages make the lines": """
        select invoice_id from (
          select invoice_id, product_name, unit_of_measure, sum(quantity) as used, sum(cost) as cost
            from usage where invoice_id is not null group by 1, 2, 3) u
        join (
          select invoice_id, product_name, unit_of_measure, sum(quantity) as billed,
                 sum(amount) as amount, count(*) as lines
            from invoice_line group by 1, 2, 3) l
        using (invoice_id, product_name, unit_of_measure)
        join invoice using (invoice_id)
        where used <> billed
           or abs(cost * case currency when 'JPY' then 1 else 100 end - amount) > lines * 0.5""",
    "money stays with its customer and currency": """
        select allocation_id from allocation a join invoice i using (tenant_id, invoice_id)
        left join payment p using (tenant_id, payment_id)
        left join credit c using (tenant_id, credit_id)
        where (i.customer_id, i.currency) <> (coalesce(p.customer_id, c.customer_id),
                                              coalesce(p.currency, c.currency))""",
    "nobody pays before the bill, nothing lies in the future": """
        select invoice_id from invoice i left join allocation a using (tenant_id, invoice_id)
        left join payment p using (tenant_id, payment_id)
        where invoice_date > current_date + 1 or payment_date > current_date + 1
           or payment_date < invoice_date""",
    "tax is taxable": "select invoice_id from invoice_line where taxable <> (line_tax <> 0)",
    "ids that are minted have been counted": """
        select 1 from counter where name = 'PT' and value <> 1000 + (
          select count(*) from payment where payment_type = 'Electronic')""",
}
