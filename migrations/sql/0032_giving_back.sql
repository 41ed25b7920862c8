-- Money given back by staff (M9): a row is committed before the gateway is called.
CREATE TABLE refund (
    tenant_id INTEGER NOT NULL,
    refund_id UUID NOT NULL,
    customer_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    attempt_id UUID,
    kind TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    note TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    state TEXT DEFAULT 'pending' NOT NULL,
    gateway_reference TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE,
    lease_until TIMESTAMP WITH TIME ZONE,
    tries INTEGER DEFAULT '0' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_date TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    updated_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_refund PRIMARY KEY (tenant_id, refund_id),
    CONSTRAINT ck_refund_kind CHECK (kind in ('refund', 'void')),
    CONSTRAINT ck_refund_state CHECK (state in ('pending', 'unknown', 'processing', 'approved', 'declined', 'not sent', 'cancelled')),
    CONSTRAINT ck_refund_amount CHECK (amount > 0),
    CONSTRAINT fk_refund_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_refund_tenant_id_payment_id FOREIGN KEY(tenant_id, payment_id) REFERENCES payment (tenant_id, payment_id),
    CONSTRAINT fk_refund_tenant_id_attempt_id FOREIGN KEY(tenant_id, attempt_id) REFERENCES payment_attempt (tenant_id, attempt_id),
    CONSTRAINT fk_refund_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_refund_due ON refund (due_at, tenant_id) WHERE due_at is not null;
CREATE INDEX ix_refund_customer ON refund (tenant_id, customer_id);
CREATE INDEX ix_refund_payment ON refund (tenant_id, payment_id);
CREATE UNIQUE INDEX uq_refund_open ON refund (tenant_id, payment_id) WHERE state in ('pending', 'unknown', 'processing');
SELECT isolate('refund');
GRANT SELECT (tenant_id, refund_id, due_at, lease_until) ON refund TO portico_waiting;
CREATE POLICY waiting ON refund FOR SELECT TO portico_waiting USING (true);

-- The form that an external payment was typed into: sent twice, it records one (M13).
ALTER TABLE payment ADD COLUMN entry_id UUID;
CREATE UNIQUE INDEX uq_payment_entry ON payment (tenant_id, entry_id) WHERE entry_id is not null;
