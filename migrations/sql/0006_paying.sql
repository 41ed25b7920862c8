CREATE TABLE payment_method (
    tenant_id INTEGER NOT NULL,
    payment_method_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    gateway TEXT NOT NULL,
    token TEXT NOT NULL,
    type TEXT NOT NULL,
    brand TEXT DEFAULT '' NOT NULL,
    last4 TEXT DEFAULT '' NOT NULL,
    expiry TEXT DEFAULT '' NOT NULL,
    account_holder_name TEXT DEFAULT '' NOT NULL,
    status TEXT DEFAULT 'Active' NOT NULL,
    "default" BOOLEAN DEFAULT 'false' NOT NULL,
    custom_fields JSONB DEFAULT '{}' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_date TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    updated_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_payment_method PRIMARY KEY (tenant_id, payment_method_id),
    CONSTRAINT ck_payment_method_type CHECK (type in ('card', 'bank account')),
    CONSTRAINT ck_payment_method_status CHECK (status in ('Active', 'Deleted')),
    CONSTRAINT fk_payment_method_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_payment_method_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE UNIQUE INDEX uq_payment_method_default ON payment_method (tenant_id, customer_id) WHERE "default" and status = 'Active';
SELECT isolate('payment_method');

CREATE TABLE payment_attempt (
    tenant_id INTEGER NOT NULL,
    attempt_id UUID NOT NULL,
    customer_id TEXT NOT NULL,
    payment_method_id TEXT NOT NULL,
    payment_id TEXT,
    portal_user_id BIGINT,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    state TEXT DEFAULT 'pending' NOT NULL,
    gateway_reference TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE,
    lease_until TIMESTAMP WITH TIME ZONE,
    tries INTEGER DEFAULT '0' NOT NULL,
    custom_fields JSONB DEFAULT '{}' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_date TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    updated_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_payment_attempt PRIMARY KEY (tenant_id, attempt_id),
    CONSTRAINT ck_payment_attempt_state CHECK (state in ('pending', 'action required', 'processing', 'unknown', 'approved', 'declined', 'not sent', 'cancelled')),
    CONSTRAINT ck_payment_attempt_amount CHECK (amount > 0),
    CONSTRAINT fk_payment_attempt_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_payment_attempt_tenant_id_payment_method_id FOREIGN KEY(tenant_id, payment_method_id) REFERENCES payment_method (tenant_id, payment_method_id),
    CONSTRAINT fk_payment_attempt_tenant_id_payment_id FOREIGN KEY(tenant_id, payment_id) REFERENCES payment (tenant_id, payment_id),
    CONSTRAINT fk_payment_attempt_tenant_id_portal_user_id FOREIGN KEY(tenant_id, portal_user_id) REFERENCES portal_user (tenant_id, portal_user_id),
    CONSTRAINT fk_payment_attempt_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_payment_attempt_due ON payment_attempt (due_at, tenant_id) WHERE due_at is not null;
SELECT isolate('payment_attempt');

CREATE TABLE attempt_share (
    tenant_id INTEGER NOT NULL,
    attempt_id UUID NOT NULL,
    invoice_id TEXT NOT NULL,
    amount BIGINT NOT NULL,
    open BOOLEAN DEFAULT 'true' NOT NULL,
    CONSTRAINT pk_attempt_share PRIMARY KEY (tenant_id, attempt_id, invoice_id),
    CONSTRAINT ck_attempt_share_amount CHECK (amount > 0),
    CONSTRAINT fk_attempt_share_tenant_id_attempt_id FOREIGN KEY(tenant_id, attempt_id) REFERENCES payment_attempt (tenant_id, attempt_id) ON DELETE CASCADE,
    CONSTRAINT fk_attempt_share_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES invoice (tenant_id, invoice_id),
    CONSTRAINT fk_attempt_share_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE UNIQUE INDEX uq_attempt_share_open ON attempt_share (tenant_id, invoice_id) WHERE open;
SELECT isolate('attempt_share');
