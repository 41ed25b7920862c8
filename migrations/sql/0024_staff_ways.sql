-- A company may ask all of its staff for a second factor, whatever their roles say (S12).
ALTER TABLE portal_setup ADD COLUMN staff_second_factor BOOLEAN DEFAULT 'false' NOT NULL;

-- As before, but who lacks a second factor that is asked of them looks at no customer's portal
-- either: they set it up first.
CREATE OR REPLACE FUNCTION open_customer_view(tenant int, cookie_hash bytea, moment timestamptz)
RETURNS TABLE (
    visit_id bigint, portal_user_id bigint, email text, language text, time_zone text, theme text,
    contact_id text, contact_name text, portal_role text,
    customer_id text, customer_name text, currency text, customers jsonb,
    columns jsonb, family jsonb, staff_id bigint
)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
    children text[];
BEGIN
    PERFORM set_config('app.tenant_id', tenant::text, true), set_config('app.customer_id', '', true),
            set_config('app.family', '{}', true);
    SELECT v.customer_view_id, 0, s.email, '', s.name, 'Viewer', k.customer_id, k.name, k.currency,
           jsonb_build_array(jsonb_build_array(k.name, k.customer_id)), '{}'::jsonb, s.staff_id
      INTO visit_id, portal_user_id, email, contact_id, contact_name, portal_role,
           customer_id, customer_name, currency, customers, columns, staff_id
      FROM customer_view v
      JOIN staff_visit o
        ON o.tenant_id = v.tenant_id AND o.visit_id = v.staff_visit_id AND o.expires_at > moment
      JOIN staff s ON s.tenant_id = o.tenant_id AND s.staff_id = o.staff_id AND s.active
      JOIN role r
        ON r.tenant_id = s.tenant_id AND r.role_id = s.role_id AND r.rights->'Customers' ? 'View'
      JOIN portal_setup p ON p.tenant_id = v.tenant_id
      LEFT JOIN second_factor f
        ON f.tenant_id = s.tenant_id AND f.staff_id = s.staff_id AND f.confirmed_at IS NOT NULL
      JOIN customer k ON k.tenant_id = v.tenant_id AND k.customer_id = v.customer_id
     WHERE v.tenant_id = tenant AND v.token_hash = cookie_hash AND v.expires_at > moment
       AND (f.staff_id IS NOT NULL OR NOT (r.second_factor OR p.staff_second_factor));
    IF NOT FOUND THEN
        PERFORM set_config('app.tenant_id', '-1', true);
        RETURN;
    END IF;
    SELECT array_agg(k.customer_id), jsonb_agg(jsonb_build_array(k.name, k.customer_id) ORDER BY k.name)
      INTO children, family
      FROM customer k
     WHERE k.tenant_id = tenant AND k.parent_customer = open_customer_view.customer_id
       AND k.portal_enabled AND k.status = 'Active';
    PERFORM set_config('app.customer_id', customer_id, true),
            set_config('app.family', array_prepend(customer_id, children)::text, true);
    RETURN NEXT;
END
$$;
