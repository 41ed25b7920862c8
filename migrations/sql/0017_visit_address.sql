-- Where a visit was begun, shown to its own user (R10).
ALTER TABLE portal_visit ADD COLUMN address TEXT DEFAULT '' NOT NULL;
CREATE INDEX ix_portal_visit_user ON portal_visit (tenant_id, portal_user_id);
