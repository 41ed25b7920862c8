-- What a company says in its mails instead of ours: every version, the newest counts (S7).
CREATE TABLE mail_template (
    tenant_id INTEGER NOT NULL,
    template TEXT NOT NULL,
    language TEXT NOT NULL,
    number INTEGER NOT NULL,
    origin TEXT DEFAULT 'written' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    html TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    failures INTEGER DEFAULT 0 NOT NULL,
    failure TEXT DEFAULT '' NOT NULL,
    saved_by TEXT DEFAULT '' NOT NULL,
    saved_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_mail_template PRIMARY KEY (tenant_id, template, language, number),
    CONSTRAINT ck_mail_template_origin CHECK (origin in ('written', 'restored', 'reset')),
    CONSTRAINT fk_mail_template_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
SELECT isolate('mail_template');

-- Whether a kind of mail goes out at all, who gets its answers, and who a copy.
CREATE TABLE mail_sending (
    tenant_id INTEGER NOT NULL,
    template TEXT NOT NULL,
    enabled BOOLEAN DEFAULT 'true' NOT NULL,
    reply_to TEXT DEFAULT '' NOT NULL,
    bcc TEXT DEFAULT '' NOT NULL,
    number INTEGER DEFAULT 0 NOT NULL,
    saved_by TEXT DEFAULT '' NOT NULL,
    saved_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_mail_sending PRIMARY KEY (tenant_id, template),
    CONSTRAINT fk_mail_sending_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
SELECT isolate('mail_sending');
