-- Autopay covers what is due from this day on, in the company's zone; the scheduler fills it where
-- staff or a program switched autopay on (D25).
ALTER TABLE customer ADD COLUMN autopay_since DATE;
CREATE INDEX ix_customer_autopay ON customer (tenant_id, customer_id) WHERE auto_pay or autopay_since is not null;

-- What autopay does about an invoice: one row for each, whoever plans it how often (M5).
CREATE TABLE autopay_charge (
    tenant_id INTEGER NOT NULL,
    autopay_charge_id UUID NOT NULL,
    customer_id TEXT NOT NULL,
    invoice_id TEXT NOT NULL,
    state TEXT DEFAULT 'planned' NOT NULL,
    charge_on DATE NOT NULL,
    failures INTEGER DEFAULT '0' NOT NULL,
    unsent INTEGER DEFAULT '0' NOT NULL,
    first_failed_on DATE,
    reason TEXT DEFAULT '' NOT NULL,
    attempt_id UUID,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE,
    lease_until TIMESTAMP WITH TIME ZONE,
    tries INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_autopay_charge PRIMARY KEY (tenant_id, autopay_charge_id),
    CONSTRAINT uq_autopay_charge_tenant_id_invoice_id UNIQUE (tenant_id, invoice_id),
    CONSTRAINT ck_autopay_charge_state CHECK (state in ('planned', 'charging', 'confirming', 'paid', 'stopped', 'dropped')),
    CONSTRAINT fk_autopay_charge_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_autopay_charge_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES invoice (tenant_id, invoice_id) ON DELETE CASCADE,
    CONSTRAINT fk_autopay_charge_tenant_id_attempt_id FOREIGN KEY(tenant_id, attempt_id) REFERENCES payment_attempt (tenant_id, attempt_id),
    CONSTRAINT fk_autopay_charge_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_autopay_charge_due ON autopay_charge (due_at, tenant_id) WHERE due_at is not null;
CREATE INDEX ix_autopay_charge_customer ON autopay_charge (tenant_id, customer_id, charge_on);
CREATE INDEX ix_autopay_charge_attempt ON autopay_charge (tenant_id, attempt_id) WHERE attempt_id is not null;
CREATE INDEX ix_autopay_charge_dropped ON autopay_charge (tenant_id, customer_id) WHERE state = 'dropped';
SELECT isolate('autopay_charge');
GRANT SELECT (tenant_id, autopay_charge_id, due_at, lease_until) ON autopay_charge TO portico_waiting;
CREATE POLICY waiting ON autopay_charge FOR SELECT TO portico_waiting USING (true);

-- That the customer was told so many days ahead that a card expires (M11).
CREATE TABLE expiry_notice (
    tenant_id INTEGER NOT NULL,
    payment_method_id TEXT NOT NULL,
    expiry TEXT NOT NULL,
    days_ahead INTEGER NOT NULL,
    customer_id TEXT NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_expiry_notice PRIMARY KEY (tenant_id, payment_method_id, expiry, days_ahead),
    CONSTRAINT fk_expiry_notice_tenant_id_payment_method_id FOREIGN KEY(tenant_id, payment_method_id) REFERENCES payment_method (tenant_id, payment_method_id) ON DELETE CASCADE,
    CONSTRAINT fk_expiry_notice_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_expiry_notice_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
SELECT isolate('expiry_notice');
