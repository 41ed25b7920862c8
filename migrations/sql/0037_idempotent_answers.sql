-- What a POST was answered, so that the same call again is answered alike and does nothing (I4). It
-- is written in the transaction of what it answers for. Without a status the call is under way.
CREATE TABLE idempotent_answer (
    tenant_id INTEGER NOT NULL,
    api_key_id BIGINT NOT NULL,
    idempotency_key TEXT NOT NULL,
    asked BYTEA NOT NULL,
    status INTEGER,
    headers JSONB DEFAULT '{}' NOT NULL,
    answer TEXT DEFAULT '' NOT NULL,
    begun_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_idempotent_answer PRIMARY KEY (tenant_id, api_key_id, idempotency_key),
    CONSTRAINT ck_idempotent_answer_status CHECK (status between 200 and 499),
    CONSTRAINT fk_idempotent_answer_tenant_id_api_key_id FOREIGN KEY(tenant_id, api_key_id) REFERENCES api_key (tenant_id, api_key_id),
    CONSTRAINT fk_idempotent_answer_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_idempotent_answer_begun ON idempotent_answer (tenant_id, begun_at);
SELECT isolate('idempotent_answer');

-- Programs ask for what was changed since a moment.
CREATE INDEX ix_customer_updated ON customer (tenant_id, updated_date, customer_id);
CREATE INDEX ix_contact_updated ON contact (tenant_id, updated_date, contact_id);
CREATE INDEX ix_invoice_updated ON invoice (tenant_id, updated_date, invoice_id);
CREATE INDEX ix_payment_updated ON payment (tenant_id, updated_date, payment_id);
CREATE INDEX ix_credit_updated ON credit (tenant_id, updated_date, credit_id);
CREATE INDEX ix_usage_updated ON usage (tenant_id, updated_date, usage_id);
CREATE INDEX ix_subscription_updated ON subscription (tenant_id, updated_date, subscription_id);
CREATE INDEX ix_statement_updated ON statement (tenant_id, updated_date, statement_id);
