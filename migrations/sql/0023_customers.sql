-- When a person's data were erased on request; the record stays, since the ledger names it (S16).
ALTER TABLE contact ADD COLUMN erased_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE attachment ADD COLUMN added_by TEXT DEFAULT '' NOT NULL;

-- Many customers invited at one press (A10): who they are, how far it is, what became of each.
CREATE TABLE bulk_invite (
    tenant_id INTEGER NOT NULL,
    bulk_invite_id UUID NOT NULL,
    asked_by TEXT NOT NULL,
    customer_ids JSONB NOT NULL,
    outcomes JSONB NOT NULL,
    state TEXT DEFAULT 'pending' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE,
    lease_until TIMESTAMP WITH TIME ZONE,
    tries INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_bulk_invite PRIMARY KEY (tenant_id, bulk_invite_id),
    CONSTRAINT ck_bulk_invite_state CHECK (state in ('pending', 'completed', 'failed')),
    CONSTRAINT fk_bulk_invite_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_bulk_invite_due ON bulk_invite (due_at, tenant_id) WHERE due_at is not null;
SELECT isolate('bulk_invite');
GRANT SELECT (tenant_id, bulk_invite_id, due_at, lease_until) ON bulk_invite TO portico_waiting;
CREATE POLICY waiting ON bulk_invite FOR SELECT TO portico_waiting USING (true);

SET LOCAL ROLE portico_waiting;
CREATE OR REPLACE FUNCTION waiting_work(moment timestamptz, most int)
RETURNS TABLE (tenant_id int, kind text, id uuid, due timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    (SELECT m.tenant_id, 'mail', m.mail_id, m.due_at FROM mail m
      WHERE m.due_at <= moment AND (m.lease_until IS NULL OR m.lease_until <= moment)
      ORDER BY m.due_at LIMIT most)
    UNION ALL
    (SELECT e.tenant_id, 'export', e.export_id, e.due_at FROM export e
      WHERE e.due_at <= moment AND (e.lease_until IS NULL OR e.lease_until <= moment)
      ORDER BY e.due_at LIMIT most)
    UNION ALL
    (SELECT a.tenant_id, 'attempt', a.attempt_id, a.due_at FROM payment_attempt a
      WHERE a.due_at <= moment AND (a.lease_until IS NULL OR a.lease_until <= moment)
      ORDER BY a.due_at LIMIT most)
    UNION ALL
    (SELECT b.tenant_id, 'bulk_invite', b.bulk_invite_id, b.due_at FROM bulk_invite b
      WHERE b.due_at <= moment AND (b.lease_until IS NULL OR b.lease_until <= moment)
      ORDER BY b.due_at LIMIT most)
$$;
RESET ROLE;
