CREATE TABLE usage (
    tenant_id INTEGER NOT NULL,
    usage_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    subscription_id TEXT,
    charge_id TEXT,
    date DATE NOT NULL,
    quantity NUMERIC NOT NULL,
    unit_of_measure TEXT DEFAULT '' NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    product_name TEXT DEFAULT '' NOT NULL,
    cost NUMERIC,
    currency TEXT NOT NULL,
    invoice_id TEXT,
    invoiced BOOLEAN GENERATED ALWAYS AS (invoice_id is not null) STORED NOT NULL,
    custom_fields JSONB DEFAULT '{}' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_date TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    updated_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_usage PRIMARY KEY (tenant_id, usage_id),
    CONSTRAINT fk_usage_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_usage_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES invoice (tenant_id, invoice_id),
    CONSTRAINT fk_usage_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_usage_customer ON usage (tenant_id, customer_id, date, usage_id);
CREATE INDEX ix_usage_invoice ON usage (tenant_id, invoice_id);
SELECT isolate('usage');
