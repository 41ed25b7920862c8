-- Which pictures lie in storage, and when one that is shown no more goes from there (D14).
CREATE TABLE stored_picture (
    tenant_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    stored_at TIMESTAMP WITH TIME ZONE NOT NULL,
    linked BOOLEAN DEFAULT 'false' NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_stored_picture PRIMARY KEY (tenant_id, name),
    CONSTRAINT fk_stored_picture_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
SELECT isolate('stored_picture');

-- Words that a sandbox took from production are a version like those that somebody wrote (T3).
ALTER TABLE mail_template DROP CONSTRAINT ck_mail_template_origin,
    ADD CONSTRAINT ck_mail_template_origin
    CHECK (origin in ('written', 'restored', 'reset', 'copied'));
