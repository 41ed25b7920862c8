insert into customer (tenant_id, customer_id, name, currency, delivery_preferences, portal_enabled,
                      created_date, updated_date)
values (1, 'C-1', 'Atlas Orion', 'USD', '{"email": true}', true, now(), now());

insert into portal_user (tenant_id, email, confirmed_at, created_date)
select 1, name || '@bench.example', now(), now() from unnest(%(names)s::text[]) name;

insert into contact (tenant_id, contact_id, customer_id, display_name, email, access, portal_role,
                     portal_user_id, created_date, updated_date)
select 1, email, 'C-1', email, email, 'Enabled',
       case when email like 'jane%%' then 'Owner' else 'Payer' end, portal_user_id, now(), now()
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
