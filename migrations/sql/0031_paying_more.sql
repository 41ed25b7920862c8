-- A payment may count open credits beside money (M2). What an attempt has put by for its invoices
-- stands in credit_use; credits alone pay with no method, and no gateway is asked.
ALTER TABLE payment_attempt ALTER COLUMN payment_method_id DROP NOT NULL;
ALTER TABLE payment_attempt DROP CONSTRAINT ck_payment_attempt_amount;
ALTER TABLE payment_attempt ADD CONSTRAINT ck_payment_attempt_amount CHECK (
    amount > 0 and payment_method_id is not null
    or amount = 0 and payment_method_id is null and state = 'approved'
) NOT VALID;
ALTER TABLE attempt_share DROP CONSTRAINT ck_attempt_share_amount;
ALTER TABLE attempt_share ADD CONSTRAINT ck_attempt_share_amount CHECK (amount >= 0) NOT VALID;

CREATE TABLE credit_use (
    tenant_id INTEGER NOT NULL,
    attempt_id UUID NOT NULL,
    credit_id TEXT NOT NULL,
    invoice_id TEXT NOT NULL,
    amount BIGINT NOT NULL,
    open BOOLEAN DEFAULT 'true' NOT NULL,
    CONSTRAINT pk_credit_use PRIMARY KEY (tenant_id, attempt_id, credit_id, invoice_id),
    CONSTRAINT ck_credit_use_amount CHECK (amount > 0),
    CONSTRAINT fk_credit_use_tenant_id_attempt_id FOREIGN KEY(tenant_id, attempt_id) REFERENCES payment_attempt (tenant_id, attempt_id) ON DELETE CASCADE,
    CONSTRAINT fk_credit_use_tenant_id_credit_id FOREIGN KEY(tenant_id, credit_id) REFERENCES credit (tenant_id, credit_id),
    CONSTRAINT fk_credit_use_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES invoice (tenant_id, invoice_id),
    CONSTRAINT fk_credit_use_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_credit_use_open ON credit_use (tenant_id, credit_id) WHERE open;
SELECT isolate('credit_use');

-- The credit that the rest of a payment became; the payment counts it as applied.
ALTER TABLE credit ADD COLUMN payment_id TEXT;
ALTER TABLE credit ADD CONSTRAINT fk_credit_tenant_id_payment_id
    FOREIGN KEY (tenant_id, payment_id) REFERENCES payment (tenant_id, payment_id) NOT VALID;
