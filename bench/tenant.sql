insert into tenant (tenant_id, subdomain, name, created_date) values (1, 'bench', 'Bench', now());
select set_config('app.tenant_id', '1', true);
insert into company_profile (tenant_id, support_email) values (1, 'support@bench.example');
insert into portal_setup (tenant_id) values (1);
insert into payment_setup (tenant_id) values (1);
