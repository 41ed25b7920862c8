select set_config('app.tenant_id', '1', true);

update portal_setup set tabs = tabs || '["usage_events"]' where not tabs ? 'usage_events';

insert into usage_event (tenant_id, event_id, customer_id, event_type, source, status, occurred_at,
                         ingested_on, properties, created_date, updated_date)
select 1, %(id)s || '-E' || n, %(id)s,
       (array['api.call', 'storage.put', 'network.egress', 'compute.stopped'])[1 + n %% 4],
       'gateway', case when n %% 100 = 0 then 'Rejected' else 'Processed' end,
       timestamptz '2026-01-31' - n * %(step)s::int * interval '1 second',
       timestamptz '2026-02-01' - n / 10 * interval '1 second',
       jsonb_build_object('region', 'eu-west', 'bytes', n), now(), now()
  from generate_series(%(first)s::int, %(last)s::int) n
