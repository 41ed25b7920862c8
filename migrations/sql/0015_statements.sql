CREATE TABLE statement (
    tenant_id INTEGER NOT NULL,
    statement_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    statement_date DATE NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE NOT NULL,
    template_name TEXT NOT NULL,
    currency TEXT NOT NULL,
    custom_fields JSONB DEFAULT '{}' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_date TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    updated_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_statement PRIMARY KEY (tenant_id, statement_id),
    CONSTRAINT ck_statement_template_name CHECK (template_name in ('Balance Forward', 'Transaction', 'Open Item')),
    CONSTRAINT ck_statement_period CHECK (start_date <= end_date and end_date <= statement_date),
    CONSTRAINT fk_statement_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_statement_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_statement_customer ON statement (tenant_id, customer_id, statement_date, statement_id);
CREATE UNIQUE INDEX uq_statement_same ON statement (tenant_id, customer_id, statement_date, template_name, start_date, end_date, currency);
SELECT isolate('statement');
