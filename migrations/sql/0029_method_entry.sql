-- Ways to pay are added in the portal: one that waits to be verified, one for a single payment.
ALTER TABLE payment_method DROP CONSTRAINT ck_payment_method_status;
ALTER TABLE payment_method ADD CONSTRAINT ck_payment_method_status
    CHECK (status in ('Active', 'Pending', 'One-time', 'Deleted')) NOT VALID;

-- What the gateway is still to be asked about a saved method, or told.
CREATE TABLE method_errand (
    tenant_id INTEGER NOT NULL,
    errand_id UUID NOT NULL,
    customer_id TEXT NOT NULL,
    payment_method_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    answer JSONB DEFAULT '{}' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE,
    lease_until TIMESTAMP WITH TIME ZONE,
    tries INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_method_errand PRIMARY KEY (tenant_id, errand_id),
    CONSTRAINT ck_method_errand_kind CHECK (kind in ('verify', 'remove')),
    CONSTRAINT fk_method_errand_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_method_errand_tenant_id_payment_method_id FOREIGN KEY(tenant_id, payment_method_id) REFERENCES payment_method (tenant_id, payment_method_id),
    CONSTRAINT fk_method_errand_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE UNIQUE INDEX uq_method_errand_kind ON method_errand (tenant_id, payment_method_id, kind);
CREATE INDEX ix_method_errand_due ON method_errand (due_at, tenant_id) WHERE due_at is not null;
SELECT isolate('method_errand');
GRANT SELECT (tenant_id, errand_id, due_at, lease_until) ON method_errand TO portico_waiting;
CREATE POLICY waiting ON method_errand FOR SELECT TO portico_waiting USING (true);
