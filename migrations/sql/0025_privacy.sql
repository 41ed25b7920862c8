-- What is personal in a line of the audit log, told apart from what was done (S13, S16).
CREATE FUNCTION erased_pair(told jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN jsonb_typeof(told) = 'array' THEN coalesce(
        (SELECT jsonb_agg(CASE WHEN each.value IN ('null', '""', '{}', '[]') THEN each.value
                               ELSE '"erased"'::jsonb END ORDER BY each.place)
           FROM jsonb_array_elements(told) WITH ORDINALITY each(value, place)), '[]')
        ELSE '"erased"' END
$$;
REVOKE ALL ON FUNCTION erased_pair(jsonb) FROM PUBLIC;

-- A whole value that is one of the words is struck, and an address wherever it stands.
CREATE FUNCTION struck(told jsonb, words text[]) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    word text;
    quoted text;
    said text := told::text;
BEGIN
    FOREACH word IN ARRAY words LOOP
        quoted := to_json(word)::text;
        said := replace(said, quoted, '"erased"');
        IF word LIKE '%@%' THEN
            said := regexp_replace(said, '(?<![[:alnum:]._%+-])'
                || regexp_replace(trim('"' FROM quoted), '([^[:alnum:]@])', '\\\1', 'g')
                || '(?![[:alnum:]-]|[.][[:alnum:]])', 'erased', 'gi');
        END IF;
    END LOOP;
    RETURN said::jsonb;
END
$$;
REVOKE ALL ON FUNCTION struck(jsonb, text[]) FROM PUBLIC;

-- Nobody who runs Portico changes the audit log. This takes a person out of it who was erased, and
-- only such a person: the words are read from the contact's own row and lines, never given by the
-- caller; whoever is not erased, and staff, keep what they have in common with them; that something
-- was done, when and to what, stays; and the log says that it was called.
CREATE FUNCTION redact_contact(gone text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    mine int := current_setting('app.tenant_id')::int;
    kept text[] := '{access,portal_allowed,portal_role,customer_id,portal_user_id,erased_at}';
    who contact%ROWTYPE;
    login bigint;
    words text[];
    quoted text[];
    lines bigint := 0;
    more bigint;
BEGIN
    SELECT * INTO who FROM contact c
     WHERE c.tenant_id = mine AND c.contact_id = gone AND c.erased_at IS NOT NULL;
    IF NOT FOUND THEN
        RAISE insufficient_privilege USING MESSAGE = 'no erased contact of this company';
    END IF;
    SELECT coalesce(array_agg(DISTINCT known.word), '{}') INTO words FROM (
        SELECT unnest(ARRAY[who.email, who.phone, who.mobile, who.display_name]) AS word
         UNION
        SELECT jsonb_array_elements_text(told.value)
          FROM audit_entry e, jsonb_each(e.changes) told
         WHERE e.tenant_id = mine AND e.record_kind = 'contact' AND e.record_id = gone
           AND told.key IN ('email', 'phone', 'mobile', 'display_name')
           AND jsonb_typeof(told.value) = 'array') known
     WHERE length(known.word) > 3 AND known.word NOT IN ('erased', gone || ' (erased)')
       AND NOT EXISTS (SELECT FROM contact c
                        WHERE c.tenant_id = mine AND c.contact_id <> gone AND c.erased_at IS NULL
                          AND known.word IN (c.email, c.phone, c.mobile, c.display_name))
       AND NOT EXISTS (SELECT FROM staff s WHERE s.tenant_id = mine
                                             AND known.word IN (s.email, s.name));
    SELECT coalesce(array_agg(lower(trim('"' FROM to_json(word)::text))), '{}') INTO quoted
      FROM unnest(words) word;
    SELECT who.portal_user_id INTO login
     WHERE NOT EXISTS (SELECT FROM contact c
                        WHERE c.tenant_id = mine AND c.contact_id <> gone AND c.erased_at IS NULL
                          AND c.portal_user_id = who.portal_user_id);

    UPDATE audit_entry e
       SET facts = struck(e.facts, words),
           changes = (SELECT coalesce(jsonb_object_agg(told.key, CASE
                             WHEN told.key = ANY (kept) AND e.record_kind = 'contact'
                             THEN told.value ELSE erased_pair(told.value) END), '{}')
                        FROM jsonb_each(e.changes) told)
     WHERE e.tenant_id = mine AND (e.record_kind = 'contact' AND e.record_id = gone
                                OR e.record_kind = 'portal_user' AND e.record_id = login::text)
       AND (e.changes <> '{}' OR e.facts <> '{}');
    GET DIAGNOSTICS lines = ROW_COUNT;

    UPDATE audit_entry e SET actor = 'erased', address = '', user_agent = ''
     WHERE e.tenant_id = mine AND e.actor_kind = 'portal user' AND e.actor <> 'erased'
       AND (e.actor_id = login::text OR e.actor = ANY (words));
    GET DIAGNOSTICS more = ROW_COUNT;
    lines := lines + more;

    UPDATE audit_entry e
       SET changes = struck(e.changes, words), facts = struck(e.facts, words),
           on_behalf_of = CASE WHEN e.on_behalf_of = ANY (words) THEN 'erased'
                               ELSE e.on_behalf_of END,
           address = CASE WHEN e.actor_kind = 'visitor' THEN '' ELSE e.address END,
           user_agent = CASE WHEN e.actor_kind = 'visitor' THEN '' ELSE e.user_agent END
     WHERE e.tenant_id = mine AND e.customer_id IN ('', who.customer_id)
       AND e.record_kind NOT IN ('staff', 'role', 'api_key', 'second_factor')
       AND EXISTS (SELECT FROM unnest(quoted) word WHERE position(
                       word IN lower(concat(e.on_behalf_of, e.changes, e.facts))) > 0)
       AND (e.on_behalf_of = ANY (words) OR struck(e.changes, words) <> e.changes
            OR struck(e.facts, words) <> e.facts);
    GET DIAGNOSTICS more = ROW_COUNT;
    lines := lines + more;

    INSERT INTO audit_entry (tenant_id, happened_at, actor_kind, actor_id, verb, record_kind,
                             record_id, customer_id, facts)
    VALUES (mine, now(), 'system', 'redact_contact', 'redact', 'contact', gone, who.customer_id,
            jsonb_build_object('lines', lines));
    RETURN lines;
END
$$;
REVOKE ALL ON FUNCTION redact_contact(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION redact_contact(text) TO portico_app;

-- How long the log is kept, by the database's own clock, so that nobody can shorten it: where
-- somebody sat and with which browser a year, the line ten years, as long as books are to be kept.
CREATE FUNCTION age_audit_log(most int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    mine int := current_setting('app.tenant_id')::int;
    gone bigint;
    blanked bigint;
BEGIN
    DELETE FROM audit_entry e WHERE e.tenant_id = mine AND e.audit_entry_id = ANY (ARRAY(
        SELECT o.audit_entry_id FROM audit_entry o
         WHERE o.tenant_id = mine AND o.happened_at < now() - interval '10 years'
         ORDER BY o.happened_at LIMIT most));
    GET DIAGNOSTICS gone = ROW_COUNT;
    UPDATE audit_entry e SET address = '', user_agent = ''
     WHERE e.tenant_id = mine AND e.audit_entry_id = ANY (ARRAY(
        SELECT o.audit_entry_id FROM audit_entry o
         WHERE o.tenant_id = mine AND o.address <> '' AND o.happened_at < now() - interval '1 year'
         ORDER BY o.happened_at LIMIT most));
    GET DIAGNOSTICS blanked = ROW_COUNT;
    RETURN gone + blanked;
END
$$;
REVOKE ALL ON FUNCTION age_audit_log(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION age_audit_log(int) TO portico_app, portico_ops;
CREATE INDEX ix_audit_entry_traced ON audit_entry (tenant_id, happened_at) WHERE address <> '';

-- The audit log as a file that takes longer than a page may: a row first, written by a worker.
CREATE TABLE audit_export (
    tenant_id INTEGER NOT NULL,
    audit_export_id UUID NOT NULL,
    staff_id BIGINT NOT NULL,
    asked_by TEXT NOT NULL,
    format TEXT NOT NULL,
    filter JSONB NOT NULL,
    language TEXT DEFAULT 'en' NOT NULL,
    state TEXT DEFAULT 'pending' NOT NULL,
    rows_done BIGINT DEFAULT '0' NOT NULL,
    storage_key TEXT,
    size BIGINT,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    completed_at TIMESTAMP WITH TIME ZONE,
    due_at TIMESTAMP WITH TIME ZONE,
    lease_until TIMESTAMP WITH TIME ZONE,
    tries INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_audit_export PRIMARY KEY (tenant_id, audit_export_id),
    CONSTRAINT ck_audit_export_format CHECK (format in ('csv', 'xlsx')),
    CONSTRAINT ck_audit_export_state CHECK (state in ('pending', 'completed', 'failed')),
    CONSTRAINT fk_audit_export_tenant_id_staff_id FOREIGN KEY(tenant_id, staff_id) REFERENCES staff (tenant_id, staff_id) ON DELETE CASCADE,
    CONSTRAINT fk_audit_export_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_audit_export_due ON audit_export (due_at, tenant_id) WHERE due_at is not null;
CREATE INDEX ix_audit_export_staff ON audit_export (tenant_id, staff_id);
SELECT isolate('audit_export');
GRANT SELECT (tenant_id, audit_export_id, due_at, lease_until) ON audit_export TO portico_waiting;
CREATE POLICY waiting ON audit_export FOR SELECT TO portico_waiting USING (true);

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
$$;
RESET ROLE;
