-- Programs read what has come or changed since a moment, of all customers (I4, I5).
CREATE INDEX ix_usage_event_updated ON usage_event (tenant_id, updated_date, event_id, occurred_at);
