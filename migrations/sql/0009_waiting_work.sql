-- What the sweeper may see across tenants: whose, of what kind, which and since when. Nothing else.
-- The function runs as a role that can log in nowhere and reads these four columns only (D16).
GRANT SELECT (tenant_id, mail_id, due_at, lease_until) ON mail TO portico_waiting;
GRANT SELECT (tenant_id, export_id, due_at, lease_until) ON export TO portico_waiting;
GRANT SELECT (tenant_id, attempt_id, due_at, lease_until) ON payment_attempt TO portico_waiting;
CREATE POLICY waiting ON mail FOR SELECT TO portico_waiting USING (true);
CREATE POLICY waiting ON export FOR SELECT TO portico_waiting USING (true);
CREATE POLICY waiting ON payment_attempt FOR SELECT TO portico_waiting USING (true);

CREATE FUNCTION waiting_work(moment timestamptz, most int)
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
$$;
REVOKE ALL ON FUNCTION waiting_work(timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION waiting_work(timestamptz, int) TO portico_ops;
ALTER FUNCTION waiting_work(timestamptz, int) OWNER TO portico_waiting;
