-- What a customer's people may propose to change besides the billing contact's address (P21).
ALTER TABLE customer ADD COLUMN tax_id TEXT DEFAULT '' NOT NULL;
ALTER TABLE customer ADD COLUMN purchase_order TEXT DEFAULT '' NOT NULL;

-- Whether portal users may ask for other quantities or a cancellation (P9, D19).
ALTER TABLE portal_setup ADD COLUMN allow_subscription_requests BOOLEAN DEFAULT 'false' NOT NULL;

CREATE TABLE change_request (
    tenant_id INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subscription_id TEXT,
    asked JSONB NOT NULL,
    before JSONB NOT NULL,
    effective_date DATE,
    note TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT 'Pending' NOT NULL,
    portal_user_id BIGINT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    staff_id BIGINT,
    decided_by TEXT DEFAULT '' NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_change_request PRIMARY KEY (tenant_id, request_id),
    CONSTRAINT ck_change_request_kind CHECK (kind in ('Quantity', 'Cancellation', 'Billing details')),
    CONSTRAINT ck_change_request_state CHECK (state in ('Pending', 'Accepted', 'Declined', 'Withdrawn')),
    CONSTRAINT ck_change_request_subject CHECK ((kind = 'Billing details') = (subscription_id is null)),
    CONSTRAINT ck_change_request_closed CHECK ((state = 'Pending') = (closed_at is null)),
    CONSTRAINT ck_change_request_decided CHECK ((state in ('Accepted', 'Declined')) = (staff_id is not null)),
    CONSTRAINT fk_change_request_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_change_request_tenant_id_subscription_id FOREIGN KEY(tenant_id, subscription_id) REFERENCES subscription (tenant_id, subscription_id),
    CONSTRAINT fk_change_request_tenant_id_portal_user_id FOREIGN KEY(tenant_id, portal_user_id) REFERENCES portal_user (tenant_id, portal_user_id),
    CONSTRAINT fk_change_request_tenant_id_staff_id FOREIGN KEY(tenant_id, staff_id) REFERENCES staff (tenant_id, staff_id),
    CONSTRAINT fk_change_request_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
-- One request waits for each subscription, and one for the billing details.
CREATE UNIQUE INDEX uq_change_request_pending
    ON change_request (tenant_id, customer_id, subscription_id) NULLS NOT DISTINCT
    WHERE state = 'Pending';
CREATE INDEX ix_change_request_customer ON change_request (tenant_id, customer_id, asked_at);
CREATE INDEX ix_change_request_closed ON change_request (tenant_id, closed_at, request_id);
SELECT isolate('change_request');
