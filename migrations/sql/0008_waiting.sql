CREATE TABLE export (
    tenant_id INTEGER NOT NULL,
    export_id UUID NOT NULL,
    customer_id TEXT NOT NULL,
    portal_user_id BIGINT NOT NULL,
    table_key TEXT NOT NULL,
    filter JSONB NOT NULL,
    columns JSONB NOT NULL,
    language TEXT DEFAULT 'en' NOT NULL,
    state TEXT DEFAULT 'pending' NOT NULL,
    rows_total BIGINT,
    rows_done BIGINT DEFAULT '0' NOT NULL,
    storage_key TEXT,
    size BIGINT,
    reason TEXT DEFAULT '' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    completed_at TIMESTAMP WITH TIME ZONE,
    due_at TIMESTAMP WITH TIME ZONE,
    lease_until TIMESTAMP WITH TIME ZONE,
    tries INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_export PRIMARY KEY (tenant_id, export_id),
    CONSTRAINT ck_export_state CHECK (state in ('pending', 'completed', 'failed')),
    CONSTRAINT fk_export_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_export_tenant_id_portal_user_id FOREIGN KEY(tenant_id, portal_user_id) REFERENCES portal_user (tenant_id, portal_user_id) ON DELETE CASCADE,
    CONSTRAINT fk_export_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_export_due ON export (due_at, tenant_id) WHERE due_at is not null;
CREATE INDEX ix_export_portal_user ON export (tenant_id, portal_user_id);
SELECT isolate('export');

CREATE TABLE mail (
    tenant_id INTEGER NOT NULL,
    mail_id UUID NOT NULL,
    template TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject_ids JSONB NOT NULL,
    state TEXT DEFAULT 'queued' NOT NULL,
    message_id TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    due_at TIMESTAMP WITH TIME ZONE,
    lease_until TIMESTAMP WITH TIME ZONE,
    tries INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_mail PRIMARY KEY (tenant_id, mail_id),
    CONSTRAINT ck_mail_state CHECK (state in ('queued', 'sent', 'failed')),
    CONSTRAINT fk_mail_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_mail_due ON mail (due_at, tenant_id) WHERE due_at is not null;
SELECT isolate('mail');
