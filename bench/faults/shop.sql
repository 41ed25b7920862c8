insert into customer (tenant_id, customer_id, name, currency, delivery_preferences, portal_enabled,
                      billing_contact_id, auto_pay, autopay_since, created_date, updated_date)
select 1, id, id, 'USD', '{"email": true}', true, contact, since is not null, since, now(), now()
  from (values ('C-1', 'jane', null), ('C-2', 'otto', current_date - 30)) of (id, contact, since);

insert into portal_user (tenant_id, email, confirmed_at, created_date)
select 1, name || '@bench.example', now(), now() from unnest(%(names)s::text[]) name;

insert into contact (tenant_id, contact_id, customer_id, display_name, email, access, portal_role,
                     portal_user_id, created_date, updated_date)
select 1, split_part(email, '@', 1), case when email like 'o%%' then 'C-2' else 'C-1' end, email,
       email, 'Enabled', case when email like 'o%%' then 'Owner' else 'Payer' end, portal_user_id,
       now(), now()
  from portal_user;

insert into portal_visit (tenant_id, portal_user_id, token_hash, created_date, seen_at, expires_at)
select 1, portal_user_id, hash, now(), now(), now() + interval '12 hours'
  from unnest(%(names)s::text[], %(hashes)s::bytea[]) as known (name, hash)
  join portal_user on email = name || '@bench.example';

insert into payment_method (tenant_id, payment_method_id, customer_id, gateway, token, type, brand,
                            last4, expiry, "default", created_date, updated_date)
select 1, 'PM-' || name, 'C-1', 'test', 'tm_' || name,
       case when name like 'bank%%' then 'bank account' else 'card' end, 'Visa', '4242', '2035-12',
       name = 'visa', now(), now()
  from unnest(%(methods)s::text[]) name
union all
select 1, 'PM-auto', 'C-2', 'test', 'tm_visa', 'card', 'Visa', '4242', '2035-12', true, now(), now()
union all
select 1, 'PM-other', 'C-2', 'test', 'tm_amex', 'card', 'Amex', '0005', '2035-12', false, now(), now();

insert into role (tenant_id, role_id, name, rights)
values (1, 1, 'Clerk', '{"Payments": ["List", "View", "Add", "Edit", "Delete"],
                         "Customers": ["List", "View"]}');

insert into staff (tenant_id, staff_id, email, name, role_id, created_date)
values (1, 1, 'clerk@bench.example', 'Carl Clerk', 1, now());

insert into staff_visit (tenant_id, staff_id, token_hash, created_date, seen_at, expires_at)
values (1, 1, %(clerk)s, now(), now(), now() + interval '12 hours');

insert into api_key (tenant_id, name, token_hash, scopes, created_date)
values (1, 'bench', %(program)s, '["read", "write"]', now())
