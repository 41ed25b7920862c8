-- Usage events in one part a month, of UTC, in which they occurred (I5, D30). What occurred before
-- the months there are lies in one part, what is to occur after them in another: every moment has
-- its place, and the parts stay in the order of time, in which pages read them one after the other
-- and stop. A part for all the rest (DEFAULT) would end that.
ALTER TABLE portal_setup ADD COLUMN usage_event_months INTEGER;
ALTER TABLE portal_setup ADD CONSTRAINT ck_portal_setup_usage_event_months CHECK (usage_event_months between 1 and 120);

ALTER TABLE usage_event RENAME TO usage_event_before;
ALTER TABLE usage_event_before RENAME CONSTRAINT pk_usage_event TO pk_usage_event_before;
ALTER INDEX ix_usage_event_occurred RENAME TO ix_usage_event_before_occurred;
ALTER INDEX ix_usage_event_ingested RENAME TO ix_usage_event_before_ingested;
ALTER INDEX ix_usage_event_type RENAME TO ix_usage_event_before_type;
ALTER INDEX ix_usage_event_source RENAME TO ix_usage_event_before_source;
ALTER INDEX ix_usage_event_unprocessed RENAME TO ix_usage_event_before_unprocessed;

CREATE TABLE usage_event (
    tenant_id INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    customer_id TEXT NOT NULL,
    event_type TEXT NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    status TEXT DEFAULT 'Received' NOT NULL,
    ingested_on TIMESTAMP WITH TIME ZONE NOT NULL,
    properties JSONB DEFAULT '{}' NOT NULL,
    created_date TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_date TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    updated_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_usage_event PRIMARY KEY (tenant_id, event_id, occurred_at),
    CONSTRAINT ck_usage_event_status CHECK (status in ('Received', 'Processed', 'Rejected')),
    CONSTRAINT ck_usage_event_properties CHECK (jsonb_typeof(properties) = 'object'),
    CONSTRAINT fk_usage_event_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES customer (tenant_id, customer_id),
    CONSTRAINT fk_usage_event_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
) PARTITION BY RANGE (occurred_at);
CREATE INDEX ix_usage_event_occurred ON usage_event (tenant_id, customer_id, occurred_at, event_id);
CREATE INDEX ix_usage_event_ingested ON usage_event (tenant_id, customer_id, ingested_on, event_id, occurred_at);
CREATE INDEX ix_usage_event_type ON usage_event (tenant_id, customer_id, event_type, occurred_at, event_id);
CREATE INDEX ix_usage_event_source ON usage_event (tenant_id, customer_id, source, occurred_at, event_id);
CREATE INDEX ix_usage_event_unprocessed ON usage_event (tenant_id, customer_id, occurred_at, event_id, status) WHERE status <> 'Processed';
SELECT isolate('usage_event');

-- The parts are reached through the whole alone.
REVOKE ALL ON usage_event_before FROM portico_app, portico_ops;
CREATE TABLE usage_event_after (LIKE usage_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
SELECT isolate('usage_event_after');
REVOKE ALL ON usage_event_after FROM portico_app, portico_ops;

-- Where the months begin or end: the bound of usage_event_before or usage_event_after.
CREATE FUNCTION usage_event_bound(part text) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
    SELECT (regexp_match(pg_get_expr(c.relpartbound, c.oid), '''([^'']+)'''))[1]::timestamptz
      FROM pg_class c WHERE c.oid = part::regclass
$$;
REVOKE ALL ON FUNCTION usage_event_bound(text) FROM PUBLIC;

-- The rows from one moment to another go into the part of a month, company by company: the owner
-- sees no others.
CREATE FUNCTION move_usage_events(source text, target text, first timestamptz, beyond timestamptz)
RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    each int;
BEGIN
    FOR each IN SELECT tenant_id FROM tenant LOOP
        PERFORM set_config('app.tenant_id', each::text, true);
        EXECUTE format('WITH moved AS (DELETE FROM %I WHERE occurred_at >= $1 AND occurred_at < $2'
                       ' RETURNING *) INSERT INTO %I SELECT * FROM moved', source, target)
          USING first, beyond;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION move_usage_events(text, text, timestamptz, timestamptz) FROM PUBLIC;

-- One month more, out of `source`, which is not attached meanwhile.
CREATE FUNCTION make_usage_month(month timestamptz, source text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    part text := to_char(month, '"usage_event_"YYYY_MM');
    beyond timestamptz := month + interval '1 month';
BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE usage_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part);
    PERFORM isolate(part);
    EXECUTE format('REVOKE ALL ON %I FROM portico_app, portico_ops', part);
    PERFORM move_usage_events(source, part, month, beyond);
    PERFORM set_config('app.tenant_id', '-1', true);
    EXECUTE format('ALTER TABLE usage_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   part, month, beyond);
END
$$;
REVOKE ALL ON FUNCTION make_usage_month(timestamptz, text) FROM PUBLIC;

-- Every month from one day's to another's has a part after this.
CREATE FUNCTION make_usage_months(first timestamptz, last timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
    lower timestamptz := usage_event_bound('usage_event_before');
    upper timestamptz := usage_event_bound('usage_event_after');
    month timestamptz;
    tenant text := current_setting('app.tenant_id', true);
BEGIN
    first := date_trunc('month', first);
    IF first < lower THEN
        ALTER TABLE usage_event DETACH PARTITION usage_event_before;
        FOR month IN SELECT generate_series(first, lower - interval '1 month', interval '1 month') LOOP
            PERFORM make_usage_month(month, 'usage_event_before');
        END LOOP;
        EXECUTE format('ALTER TABLE usage_event ATTACH PARTITION usage_event_before'
                       ' FOR VALUES FROM (MINVALUE) TO (%L)', first);
    END IF;
    IF last >= upper THEN
        ALTER TABLE usage_event DETACH PARTITION usage_event_after;
        FOR month IN SELECT generate_series(upper, last, interval '1 month') LOOP
            PERFORM make_usage_month(month, 'usage_event_after');
        END LOOP;
        EXECUTE format('ALTER TABLE usage_event ATTACH PARTITION usage_event_after'
                       ' FOR VALUES FROM (%L) TO (MAXVALUE)', date_trunc('month', last) + interval '1 month');
    END IF;
    PERFORM set_config('app.tenant_id', coalesce(tenant, ''), true);
END
$$;
REVOKE ALL ON FUNCTION make_usage_months(timestamptz, timestamptz) FROM PUBLIC;

-- Whether anything occurred in a part of a company that still keeps it. A company that has not said
-- for how long keeps its events for ever.
CREATE FUNCTION usage_month_wanted(part text, beyond timestamptz) RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    each int;
    wanted boolean;
BEGIN
    FOR each IN SELECT tenant_id FROM tenant LOOP
        PERFORM set_config('app.tenant_id', each::text, true);
        EXECUTE format('SELECT EXISTS (SELECT FROM %I) AND NOT EXISTS (SELECT FROM portal_setup'
                       ' WHERE now() - make_interval(months => usage_event_months) >= $1)', part)
           INTO wanted USING beyond;
        IF wanted THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END
$$;
REVOKE ALL ON FUNCTION usage_month_wanted(text, timestamptz) FROM PUBLIC;

-- What the scheduler calls: months ahead are made, to three after the moment's; the oldest, which no
-- company keeps, are dropped, by the database's own clock, but never one of the last three.
CREATE FUNCTION tend_usage_months(moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC'
SET lock_timeout = '2s' AS $$
DECLARE
    month timestamptz;
    beyond timestamptz;
    part text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('usage months'));
    PERFORM make_usage_months(usage_event_bound('usage_event_before'),
                              least(moment, now() + interval '2 years') + interval '3 months');
    LOOP
        month := usage_event_bound('usage_event_before');
        beyond := month + interval '1 month';
        part := to_char(month, '"usage_event_"YYYY_MM');
        EXIT WHEN beyond > date_trunc('month', now()) - interval '3 months'
               OR usage_month_wanted('usage_event_before', month)
               OR usage_month_wanted(part, beyond);
        ALTER TABLE usage_event DETACH PARTITION usage_event_before;
        TRUNCATE usage_event_before;  -- else to attach it again would read it while all others wait
        EXECUTE format('DROP TABLE %I', part);
        PERFORM set_config('app.tenant_id', '-1', true);
        EXECUTE format('ALTER TABLE usage_event ATTACH PARTITION usage_event_before'
                       ' FOR VALUES FROM (MINVALUE) TO (%L)', beyond);
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION tend_usage_months(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tend_usage_months(timestamptz) TO portico_ops;

-- So many events go that occurred before the company keeps any, by the database's own clock, and how
-- many those were: out of the parts, so that sums over time outlive what was summed.
CREATE FUNCTION age_usage_events(most int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    mine int := current_setting('app.tenant_id')::int;
    until timestamptz;
    part text;
    gone bigint := 0;
    here bigint;
BEGIN
    SELECT now() - make_interval(months => usage_event_months) INTO until
      FROM portal_setup WHERE tenant_id = mine;
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = 'usage_event'::regclass AND (c.relname = 'usage_event_before'
            OR c.relname ~ '^usage_event_\d' AND usage_event_bound(c.relname) < until)
         ORDER BY c.relname
    LOOP
        EXIT WHEN until IS NULL OR gone >= most;
        EXECUTE format('DELETE FROM %1$I WHERE tenant_id = $1 AND ctid = ANY (ARRAY('
                       'SELECT ctid FROM %1$I WHERE tenant_id = $1 AND occurred_at < $2 LIMIT $3))',
                       part)
          USING mine, until, most - gone;
        GET DIAGNOSTICS here = ROW_COUNT;
        gone := gone + here;
    END LOOP;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION age_usage_events(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION age_usage_events(int) TO portico_app, portico_ops;

-- The table there was becomes the first part as it is; then its months are taken out of it, the
-- latest three years at most.
DO $$
DECLARE
    each int;
    found record;
    first timestamptz := now() - interval '3 months';
    beyond timestamptz := now();
BEGIN
    FOR each IN SELECT tenant_id FROM tenant LOOP
        PERFORM set_config('app.tenant_id', each::text, true);
        SELECT min(occurred_at) AS oldest, max(occurred_at) AS newest INTO found FROM usage_event_before;
        first := least(first, found.oldest);
        beyond := greatest(beyond, found.newest);
    END LOOP;
    PERFORM set_config('app.tenant_id', '-1', true), set_config('timezone', 'UTC', true);
    beyond := date_trunc('month', beyond) + interval '1 month';
    EXECUTE format('ALTER TABLE usage_event ATTACH PARTITION usage_event_before FOR VALUES FROM (MINVALUE) TO (%L)', beyond);
    EXECUTE format('ALTER TABLE usage_event ATTACH PARTITION usage_event_after FOR VALUES FROM (%L) TO (MAXVALUE)', beyond);
    PERFORM make_usage_months(greatest(first, now() - interval '3 years'), now() + interval '3 months');
END
$$;
