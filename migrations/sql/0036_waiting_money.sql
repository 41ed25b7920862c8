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
    UNION ALL
    (SELECT x.tenant_id, 'audit_export', x.audit_export_id, x.due_at FROM audit_export x
      WHERE x.due_at <= moment AND (x.lease_until IS NULL OR x.lease_until <= moment)
      ORDER BY x.due_at LIMIT most)
    UNION ALL
    (SELECT w.tenant_id, 'webhook', w.webhook_event_id, w.due_at FROM webhook_event w
      WHERE w.due_at <= moment AND (w.lease_until IS NULL OR w.lease_until <= moment)
      ORDER BY w.due_at LIMIT most)
    UNION ALL
    (SELECT o.tenant_id, 'method_errand', o.errand_id, o.due_at FROM method_errand o
      WHERE o.due_at <= moment AND (o.lease_until IS NULL OR o.lease_until <= moment)
      ORDER BY o.due_at LIMIT most)
    UNION ALL
    (SELECT r.tenant_id, 'refund', r.refund_id, r.due_at FROM refund r
      WHERE r.due_at <= moment AND (r.lease_until IS NULL OR r.lease_until <= moment)
      ORDER BY r.due_at LIMIT most)
    UNION ALL
    (SELECT c.tenant_id, 'autopay', c.autopay_charge_id, c.due_at FROM autopay_charge c
      WHERE c.due_at <= moment AND (c.lease_until IS NULL OR c.lease_until <= moment)
      ORDER BY c.due_at LIMIT most)
$$;
RESET ROLE;
