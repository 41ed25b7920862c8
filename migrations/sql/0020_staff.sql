-- Roles may ask for a second factor; a visit remembers where it was begun, and one that is half
-- begun waits for the code (S12).
ALTER TABLE role ADD COLUMN second_factor BOOLEAN DEFAULT 'false' NOT NULL;
ALTER TABLE staff_visit ADD COLUMN address TEXT DEFAULT '' NOT NULL;
ALTER TABLE staff_visit ADD COLUMN half BOOLEAN DEFAULT 'false' NOT NULL;
CREATE INDEX ix_staff_visit_staff ON staff_visit (tenant_id, staff_id);

CREATE TABLE second_factor (
    tenant_id INTEGER NOT NULL,
    staff_id BIGINT NOT NULL,
    secret TEXT NOT NULL,
    confirmed_at TIMESTAMP WITH TIME ZONE,
    last_step BIGINT DEFAULT '0' NOT NULL,
    misses INTEGER DEFAULT '0' NOT NULL,
    barred_until TIMESTAMP WITH TIME ZONE,
    recovery_codes JSONB DEFAULT '[]' NOT NULL,
    CONSTRAINT pk_second_factor PRIMARY KEY (tenant_id, staff_id),
    CONSTRAINT fk_second_factor_tenant_id_staff_id FOREIGN KEY(tenant_id, staff_id) REFERENCES staff (tenant_id, staff_id) ON DELETE CASCADE,
    CONSTRAINT fk_second_factor_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
SELECT isolate('second_factor');
