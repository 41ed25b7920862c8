CREATE TABLE usage_event (
    tenant_id INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    customer_id TEXT NOT NULL,
    event_type TEXT NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    status TEXT DEFAULT 'Received' NOT NULL,
    ingested_on TIMESTAMP WITH TIME ZONE NOT NULL,
    properties JSONB DEFAULT '{}' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_date TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    updated_by TEXT DEFAULT '' NOT NULL,
    -- The moment stands in the key so that the table can be split by month.
    CONSTRAINT pk_usage_event PRIMARY KEY (tenant_id, event_id, occurred_at),
    CONSTRAINT ck_usage_event_status CHECK (status in ('Received', 'Processed', 'Rejected')),
    CONSTRAINT ck_usage_event_properties CHECK (jsonb_typeof(properties) = 'object'),
    CONSTRAINT fk_usage_event_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_usage_event_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_usage_event_occurred ON usage_event (tenant_id, customer_id, occurred_at, event_id);
CREATE INDEX ix_usage_event_ingested ON usage_event (tenant_id, customer_id, ingested_on, event_id, occurred_at);
CREATE INDEX ix_usage_event_type ON usage_event (tenant_id, customer_id, event_type, occurred_at, event_id);
CREATE INDEX ix_usage_event_source ON usage_event (tenant_id, customer_id, source, occurred_at, event_id);
CREATE INDEX ix_usage_event_unprocessed ON usage_event (tenant_id, customer_id, occurred_at, event_id, status) WHERE status <> 'Processed';
SELECT isolate('usage_event');
