-- What a company lets its customers do when they pay. Every tenant has its row, older ones too.
CREATE TABLE payment_setup (
    tenant_id INTEGER NOT NULL,
    cards BOOLEAN DEFAULT 'true' NOT NULL,
    bank_accounts BOOLEAN DEFAULT 'true' NOT NULL,
    part_payments BOOLEAN DEFAULT 'false' NOT NULL,
    credits BOOLEAN DEFAULT 'true' NOT NULL,
    overpayments BOOLEAN DEFAULT 'false' NOT NULL,
    autopay_retries JSONB DEFAULT '[1, 3, 7]' NOT NULL,
    invoice_mails BOOLEAN DEFAULT 'true' NOT NULL,
    reminders JSONB DEFAULT '[-3, 3, 10]' NOT NULL,
    bank_instructions TEXT DEFAULT '' NOT NULL,
    edition INTEGER DEFAULT '1' NOT NULL,
    edited_by TEXT DEFAULT '' NOT NULL,
    edited_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_payment_setup PRIMARY KEY (tenant_id),
    CONSTRAINT ck_payment_setup_autopay_retries CHECK (jsonb_typeof(autopay_retries) = 'array'),
    CONSTRAINT ck_payment_setup_reminders CHECK (jsonb_typeof(reminders) = 'array'),
    CONSTRAINT fk_payment_setup_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
INSERT INTO payment_setup (tenant_id) SELECT tenant_id FROM tenant;
SELECT isolate('payment_setup');

-- A company's accounts at gateways. `sealed` holds its credentials under a key that is not here.
CREATE TABLE gateway_account (
    tenant_id INTEGER NOT NULL,
    provider TEXT NOT NULL,
    chosen BOOLEAN DEFAULT 'false' NOT NULL,
    sealed BYTEA NOT NULL,
    edition INTEGER DEFAULT '1' NOT NULL,
    edited_by TEXT DEFAULT '' NOT NULL,
    edited_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_gateway_account PRIMARY KEY (tenant_id, provider),
    CONSTRAINT ck_gateway_account_provider CHECK (provider IN ('test', 'stripe', 'cardconnect')),
    CONSTRAINT fk_gateway_account_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE UNIQUE INDEX uq_gateway_account_chosen ON gateway_account (tenant_id) WHERE chosen;
SELECT isolate('gateway_account');
