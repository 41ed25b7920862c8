CREATE TABLE subscription (
    tenant_id INTEGER NOT NULL,
    subscription_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    status TEXT DEFAULT 'Draft' NOT NULL,
    service_start_date DATE NOT NULL,
    billing_start_date DATE,
    current_period_start_date DATE,
    current_period_end_date DATE,
    contract_term TEXT DEFAULT '' NOT NULL,
    renewal_term TEXT DEFAULT '' NOT NULL,
    auto_renew BOOLEAN DEFAULT 'false' NOT NULL,
    cancellation_date DATE,
    currency TEXT NOT NULL,
    next_invoice_date DATE GENERATED ALWAYS AS (
        CASE WHEN status = 'Active' AND current_period_end_date + 1 < coalesce(cancellation_date, 'infinity')
             THEN current_period_end_date + 1 END
    ) STORED,
    custom_fields JSONB DEFAULT '{}' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_date TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    updated_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_subscription PRIMARY KEY (tenant_id, subscription_id),
    CONSTRAINT ck_subscription_status CHECK (status in ('Draft', 'Active', 'Paused', 'Cancelled')),
    CONSTRAINT ck_subscription_period CHECK (current_period_start_date <= current_period_end_date),
    CONSTRAINT fk_subscription_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_subscription_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_subscription_customer ON subscription (tenant_id, customer_id, service_start_date, subscription_id);
SELECT isolate('subscription');

CREATE TABLE subscription_line (
    tenant_id INTEGER NOT NULL,
    subscription_id TEXT NOT NULL,
    subscription_line_id TEXT NOT NULL,
    line_no INTEGER DEFAULT '1' NOT NULL,
    product_name TEXT DEFAULT '' NOT NULL,
    plan_name TEXT DEFAULT '' NOT NULL,
    charge_id TEXT,
    charge_name TEXT DEFAULT '' NOT NULL,
    pricing_model TEXT DEFAULT '' NOT NULL,
    quantity NUMERIC,
    unit_of_measure TEXT DEFAULT '' NOT NULL,
    list_price NUMERIC,
    effective_price NUMERIC,
    billing_period TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_subscription_line PRIMARY KEY (tenant_id, subscription_id, subscription_line_id),
    CONSTRAINT fk_subscription_line_tenant_id_subscription_id FOREIGN KEY(tenant_id, subscription_id) REFERENCES subscription (tenant_id, subscription_id) ON DELETE CASCADE,
    CONSTRAINT fk_subscription_line_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
SELECT isolate('subscription_line');
