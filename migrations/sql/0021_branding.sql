-- Which saving of the settings a form began with, and when ops were asked for something (D10).
ALTER TABLE portal_setup
    ADD COLUMN edition INTEGER DEFAULT '1' NOT NULL,
    ADD COLUMN edited_by TEXT DEFAULT '' NOT NULL,
    ADD COLUMN edited_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN portal_asked_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN sandbox_asked_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE company_profile
    ADD COLUMN edition INTEGER DEFAULT '1' NOT NULL,
    ADD COLUMN edited_by TEXT DEFAULT '' NOT NULL,
    ADD COLUMN edited_at TIMESTAMP WITH TIME ZONE;

-- The app reads tenants and may write none (D15). What a company changes of its own tenant, and of
-- its sandbox, it changes through these two, which look at whose transaction it is.
CREATE FUNCTION move_tenant(moved int, name text, moment timestamptz, until timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    mine int := current_setting('app.tenant_id')::int;
    former text;
BEGIN
    SELECT t.subdomain INTO former FROM tenant t
     WHERE t.tenant_id = moved AND mine IN (t.tenant_id, t.production_id) FOR UPDATE;
    IF former IS NULL OR name !~ '^[a-z0-9]{1,55}(-sandbox)?$' THEN
        RAISE insufficient_privilege USING MESSAGE = 'not a tenant of this company';
    END IF;
    DELETE FROM host h WHERE h.label = name AND (h.tenant_id = moved OR h.until <= moment);
    INSERT INTO host (label, tenant_id, until) VALUES (former, moved, move_tenant.until)
        ON CONFLICT (label) DO UPDATE SET tenant_id = excluded.tenant_id, until = excluded.until;
    UPDATE tenant t SET subdomain = move_tenant.name WHERE t.tenant_id = moved;
END
$$;
REVOKE ALL ON FUNCTION move_tenant(int, text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_tenant(int, text, timestamptz, timestamptz) TO portico_app;

CREATE FUNCTION name_tenant(called text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE tenant SET name = called WHERE tenant_id = current_setting('app.tenant_id')::int
$$;
REVOKE ALL ON FUNCTION name_tenant(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION name_tenant(text) TO portico_app;
