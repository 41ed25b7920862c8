-- Which mail about an invoice has been written, each kind once (D27).
CREATE TABLE money_notice (
    tenant_id INTEGER NOT NULL,
    invoice_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_money_notice PRIMARY KEY (tenant_id, invoice_id, kind),
    CONSTRAINT fk_money_notice_tenant_id_invoice_id FOREIGN KEY(tenant_id, invoice_id) REFERENCES invoice (tenant_id, invoice_id) ON DELETE CASCADE,
    CONSTRAINT fk_money_notice_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
SELECT isolate('money_notice');

-- For the scans over all customers of a company: what is new, what is open and due around a day.
CREATE INDEX ix_invoice_new ON invoice (tenant_id, invoice_date) WHERE status <> 'Draft';
CREATE INDEX ix_invoice_due ON invoice (tenant_id, due_date) WHERE status in ('Posted', 'Partially Paid');
