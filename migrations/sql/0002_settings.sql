CREATE TABLE company_profile (
    tenant_id INTEGER NOT NULL,
    address1 TEXT DEFAULT '' NOT NULL,
    address2 TEXT DEFAULT '' NOT NULL,
    city TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    zip TEXT DEFAULT '' NOT NULL,
    country TEXT DEFAULT '' NOT NULL,
    support_email TEXT DEFAULT '' NOT NULL,
    support_phone TEXT DEFAULT '' NOT NULL,
    time_zone TEXT DEFAULT 'America/New_York' NOT NULL,
    language TEXT DEFAULT 'en' NOT NULL,
    show_terms BOOLEAN DEFAULT 'false' NOT NULL,
    terms_address TEXT,
    privacy_address TEXT,
    CONSTRAINT pk_company_profile PRIMARY KEY (tenant_id),
    CONSTRAINT fk_company_profile_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
SELECT isolate('company_profile');

CREATE TABLE portal_setup (
    tenant_id INTEGER NOT NULL,
    enabled BOOLEAN DEFAULT 'true' NOT NULL,
    primary_color TEXT DEFAULT '#1F4E79' NOT NULL,
    logo_key TEXT,
    banner_key TEXT,
    tabs JSONB DEFAULT '["invoices", "payments", "credits", "usages"]' NOT NULL,
    hidden_fields JSONB DEFAULT '{}' NOT NULL,
    CONSTRAINT pk_portal_setup PRIMARY KEY (tenant_id),
    CONSTRAINT fk_portal_setup_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
SELECT isolate('portal_setup');

CREATE TABLE counter (
    tenant_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    value BIGINT NOT NULL,
    CONSTRAINT pk_counter PRIMARY KEY (tenant_id, name),
    CONSTRAINT fk_counter_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
SELECT isolate('counter');
