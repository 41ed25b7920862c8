-- The columns that a user switched on or off, by tab (P11).
ALTER TABLE portal_user ADD COLUMN columns JSONB DEFAULT '{}' NOT NULL;

-- Opening a page also tells the user's columns and, of a parent, the children whose gate is open
-- (P13, D23); the transaction may show invoices of these customers and no others.
DROP FUNCTION open_portal_visit(int, bytea, timestamptz);
CREATE FUNCTION open_portal_visit(tenant int, cookie_hash bytea, moment timestamptz)
RETURNS TABLE (
    visit_id bigint, portal_user_id bigint, email text, language text, time_zone text, theme text,
    contact_id text, contact_name text, portal_role text,
    customer_id text, customer_name text, currency text, customers jsonb,
    columns jsonb, family jsonb
)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
    children text[];
    seen timestamptz;
BEGIN
    PERFORM set_config('app.tenant_id', tenant::text, true), set_config('app.customer_id', '', true),
            set_config('app.family', '{}', true);
    WITH reach AS (
        SELECT v.visit_id, u.portal_user_id, u.email, u.language, u.time_zone, u.theme, u.columns,
               v.seen_at,
               c.contact_id, c.display_name, c.portal_role, k.customer_id, k.name, k.currency,
               k.customer_id = v.customer_id AS chosen
          FROM portal_visit v
          JOIN portal_user u
            ON u.tenant_id = v.tenant_id AND u.portal_user_id = v.portal_user_id
           AND u.confirmed_at IS NOT NULL
          JOIN contact c
            ON c.tenant_id = v.tenant_id AND c.portal_user_id = v.portal_user_id
           AND c.access = 'Enabled' AND c.portal_allowed
          JOIN customer k
            ON k.tenant_id = v.tenant_id AND k.customer_id = c.customer_id
           AND k.portal_enabled AND k.status = 'Active'
         WHERE v.tenant_id = tenant AND v.token_hash = cookie_hash
           AND v.expires_at > moment AND v.seen_at > moment - interval '60 minutes'
    )
    SELECT r.visit_id, r.portal_user_id, r.email, r.language, r.time_zone, r.theme,
           r.contact_id, r.display_name, r.portal_role, r.customer_id, r.name, r.currency,
           (SELECT jsonb_agg(DISTINCT jsonb_build_array(o.name, o.customer_id)) FROM reach o),
           r.columns, r.seen_at
      INTO visit_id, portal_user_id, email, language, time_zone, theme,
           contact_id, contact_name, portal_role, customer_id, customer_name, currency, customers,
           columns, seen
      FROM reach r ORDER BY r.chosen DESC NULLS LAST, r.portal_role <> 'Owner', r.name, r.customer_id,
           r.contact_id LIMIT 1;
    IF NOT FOUND THEN
        PERFORM set_config('app.tenant_id', '-1', true);
        RETURN;
    END IF;
    IF seen <= moment - interval '1 minute' THEN
        UPDATE portal_visit v SET seen_at = moment
         WHERE v.tenant_id = tenant AND v.visit_id = open_portal_visit.visit_id;
    END IF;
    SELECT array_agg(k.customer_id), jsonb_agg(jsonb_build_array(k.name, k.customer_id) ORDER BY k.name)
      INTO children, family
      FROM customer k
     WHERE k.tenant_id = tenant AND k.parent_customer = open_portal_visit.customer_id
       AND k.portal_enabled AND k.status = 'Active';
    PERFORM set_config('app.customer_id', customer_id, true),
            set_config('app.family', array_prepend(customer_id, children)::text, true);
    RETURN NEXT;
END
$$;
REVOKE ALL ON FUNCTION open_portal_visit(int, bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_portal_visit(int, bytea, timestamptz) TO portico_app;

-- The dashboard's header (P2, D22, D24) of the customer that a visit has opened; its cost does not
-- grow with history. Called after open_portal_visit in one statement.
CREATE FUNCTION portal_header(own text, today date)
RETURNS TABLE (
    balances jsonb, last_paid jsonb, last_invoice_id text, payable boolean, has_usage boolean,
    children jsonb
)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    tenant int := current_setting('app.tenant_id')::int;
    theirs text[] := (current_setting('app.family')::text[])[2:];  -- the first is the customer
BEGIN
    RETURN QUERY SELECT
        (SELECT jsonb_agg(jsonb_build_array(currency, amount, late, moving) ORDER BY currency)
           FROM (
            SELECT currency, sum(owed) AS amount, sum(late) AS late, sum(moving) AS moving
              FROM (
                SELECT currency, balance AS owed,
                       CASE WHEN due_date < today THEN balance ELSE 0 END AS late, 0 AS moving
                  FROM invoice
                 WHERE tenant_id = tenant AND customer_id = own
                   AND status IN ('Posted', 'Partially Paid')
                UNION ALL
                SELECT currency, -unapplied_amount, 0, 0
                  FROM credit
                 WHERE tenant_id = tenant AND customer_id = own AND status = 'Open'
                UNION ALL
                SELECT currency, CASE WHEN status = 'Processed' THEN -unapplied_amount ELSE 0 END, 0,
                       CASE WHEN status = 'Processing' THEN payment_amount ELSE 0 END
                  FROM payment
                 WHERE tenant_id = tenant AND customer_id = own
                   AND (status = 'Processing' OR unapplied_amount <> 0)
                   AND status IN ('Processing', 'Processed')
              ) parts GROUP BY currency
          ) sums),
        (SELECT jsonb_build_array(payment_amount, currency, payment_date)
           FROM payment
          WHERE tenant_id = tenant AND customer_id = own AND status = 'Processed'
          ORDER BY payment_date DESC, payment_id DESC LIMIT 1),
        (SELECT invoice_id
           FROM invoice
          WHERE tenant_id = tenant AND customer_id = own AND status NOT IN ('Draft', 'Reversed')
          ORDER BY invoice_date DESC, invoice_id DESC LIMIT 1),
        EXISTS (SELECT FROM invoice
                 WHERE tenant_id = tenant AND customer_id = own
                   AND status IN ('Posted', 'Partially Paid') AND balance > 0),
        EXISTS (SELECT FROM usage WHERE tenant_id = tenant AND customer_id = own),
        CASE WHEN theirs <> '{}' THEN (
            SELECT jsonb_agg(jsonb_build_array(currency, amount, late) ORDER BY currency)
              FROM (
                SELECT currency, sum(balance) AS amount,
                       sum(CASE WHEN due_date < today THEN balance ELSE 0 END) AS late
                  FROM invoice
                 WHERE tenant_id = tenant AND customer_id = ANY (theirs)
                   AND status IN ('Posted', 'Partially Paid')
                 GROUP BY currency
              ) open_ones
        ) END;
END
$$;
REVOKE ALL ON FUNCTION portal_header(text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portal_header(text, date) TO portico_app;
