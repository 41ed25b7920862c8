insert into customer (tenant_id, customer_id, name, currency, delivery_preferences, portal_enabled,
                      created_date, updated_date)
values (1, %(id)s, 'Atlas Orion Gesellschaft', 'USD', '{"email": true}', true, now(), now());

insert into portal_user (tenant_id, email, confirmed_at, created_date)
values (1, %(id)s || '@bench.example', now(), now());

insert into contact (tenant_id, contact_id, customer_id, display_name, email, access, portal_role,
                     portal_user_id, created_date, updated_date)
select 1, %(id)s, %(id)s, 'Jane Miller', email, 'Enabled', 'Owner', portal_user_id, now(), now()
  from portal_user where email = %(id)s || '@bench.example';

insert into portal_visit (tenant_id, portal_user_id, token_hash, created_date, seen_at, expires_at)
select 1, portal_user_id, %(cookie)s, now(), now(), now() + interval '12 hours'
  from portal_user where email = %(id)s || '@bench.example';

insert into invoice (tenant_id, invoice_id, customer_id, invoice_date, due_date, currency, subtotal,
                     invoice_amount, paid_amount, status, created_date, updated_date)
select 1, %(id)s || '-' || n, %(id)s, current_date - n / day_size, current_date - n / day_size + 30, 'USD',
       n * 137 + 995, n * 137 + 995, case when n > 40 then n * 137 + 995 else 0 end,
       case when n > 40 then 'Paid' else 'Posted' end, now(), now()
  from generate_series(1, %(size)s) n,
       (select greatest(10, %(size)s / 3650) as day_size) of_ten_years;

insert into payment (tenant_id, payment_id, customer_id, payment_date, currency, payment_amount,
                     applied_amount, status, payment_method, created_date, updated_date)
select 1, %(id)s || '-P' || n, %(id)s, current_date - n, 'USD', n * 100, n * 100, 'Processed',
       'Visa', now(), now() from generate_series(1, %(size)s / 10) n;

insert into usage (tenant_id, usage_id, customer_id, date, quantity, currency, created_date,
                   updated_date)
select 1, %(id)s || '-U' || n, %(id)s, current_date, n, 'USD', now(), now()
  from generate_series(1, 100) n;
