-- Files that were handed out lately are taken back when their reader is shut out (A6, A7).
ALTER TABLE export ADD COLUMN handed_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE attachment ADD COLUMN handed_at TIMESTAMP WITH TIME ZONE;
CREATE INDEX ix_export_handed ON export (tenant_id, handed_at) WHERE handed_at is not null;
CREATE INDEX ix_attachment_handed ON attachment (tenant_id, handed_at) WHERE handed_at is not null;

-- Who is meant by a press for many, one row each: a hundred thousand are no list in a field (A10).
CREATE TABLE bulk_member (
    tenant_id INTEGER NOT NULL,
    bulk_invite_id UUID NOT NULL,
    position INTEGER NOT NULL,
    customer_id TEXT NOT NULL,
    outcome TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_bulk_member PRIMARY KEY (tenant_id, bulk_invite_id, position),
    CONSTRAINT fk_bulk_member_bulk_invite_id FOREIGN KEY(tenant_id, bulk_invite_id) REFERENCES bulk_invite (tenant_id, bulk_invite_id) ON DELETE CASCADE,
    CONSTRAINT fk_bulk_member_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
SELECT isolate('bulk_member');

-- Access is opened and closed for many in the same way; an invitation of very many is checked first.
ALTER TABLE bulk_invite ADD COLUMN verb TEXT DEFAULT 'invite' NOT NULL;
ALTER TABLE bulk_invite ADD COLUMN total INTEGER DEFAULT '0' NOT NULL;
ALTER TABLE bulk_invite ADD COLUMN done INTEGER DEFAULT '0' NOT NULL;
ALTER TABLE bulk_invite ADD COLUMN place INTEGER DEFAULT '0' NOT NULL;
ALTER TABLE bulk_invite ADD COLUMN tally JSONB DEFAULT '{}' NOT NULL;
ALTER TABLE bulk_invite DROP CONSTRAINT ck_bulk_invite_state;
ALTER TABLE bulk_invite ADD CONSTRAINT ck_bulk_invite_state
    CHECK (state in ('checking', 'checked', 'pending', 'completed', 'failed'));
ALTER TABLE bulk_invite ADD CONSTRAINT ck_bulk_invite_verb
    CHECK (verb in ('invite', 'enable', 'disable'));

DO $$
DECLARE
    each int;
BEGIN
    FOR each IN SELECT tenant_id FROM tenant LOOP
        PERFORM set_config('app.tenant_id', each::text, true);
        INSERT INTO bulk_member (tenant_id, bulk_invite_id, position, customer_id, outcome)
        SELECT b.tenant_id, b.bulk_invite_id, m.place, m.customer_id,
               coalesce(b.outcomes -> (m.place::int - 1) ->> 1, '')
          FROM bulk_invite b,
               jsonb_array_elements_text(b.customer_ids) WITH ORDINALITY m(customer_id, place);
        UPDATE bulk_invite b
           SET total = jsonb_array_length(customer_ids), done = jsonb_array_length(outcomes),
               place = jsonb_array_length(outcomes),
               tally = (SELECT coalesce(jsonb_object_agg(o.kind, o.count), '{}') FROM (
                   SELECT CASE WHEN m.outcome IN ('invited', 'granted') THEN m.outcome ELSE 'left' END,
                          count(*)
                     FROM bulk_member m WHERE m.bulk_invite_id = b.bulk_invite_id
                      AND m.outcome <> '' GROUP BY 1) o(kind, count));
    END LOOP;
    PERFORM set_config('app.tenant_id', '', true);
END
$$;
ALTER TABLE bulk_invite DROP COLUMN customer_ids, DROP COLUMN outcomes;

-- What a search of the customers finds (A1): each word of a customer's name and id, and of its
-- contacts' names, addresses and cities. Under row-level security an index serves plain comparisons
-- only, none by pattern or likeness: so words are rows, and found by how they begin.
CREATE TABLE customer_word (
    tenant_id INTEGER NOT NULL,
    customer_id TEXT NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_customer_word PRIMARY KEY (tenant_id, customer_id, word),
    CONSTRAINT fk_customer_word_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (tenant_id)
);
CREATE INDEX ix_customer_word_word ON customer_word (tenant_id, word, customer_id);
SELECT isolate('customer_word');

-- The words of a text in small letters. Scripts that put no space between words (Thai, Chinese,
-- Japanese, Korean) are found from each of their letters on.
CREATE FUNCTION words_of(said text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT DISTINCT substr(w.word, g.start)
      FROM regexp_split_to_table(lower(said), '[^[:alnum:]]+') w(word),
           generate_series(1, CASE WHEN w.word ~ '[\u0e00-\u0eff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]'
                                   THEN length(w.word) ELSE 1 END) g(start)
     WHERE w.word <> ''
$$;

CREATE FUNCTION words_of_customer(tenant int, customer text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('words ' || customer, tenant));
    DELETE FROM customer_word w WHERE w.tenant_id = tenant AND w.customer_id = customer;
    INSERT INTO customer_word (tenant_id, customer_id, word)
    SELECT tenant, customer, w.word FROM (
        SELECT concat_ws(' ', k.name, k.customer_id) AS said FROM customer k
         WHERE k.tenant_id = tenant AND k.customer_id = customer
        UNION ALL
        SELECT concat_ws(' ', c.display_name, c.email, c.city) FROM contact c
         WHERE c.tenant_id = tenant AND c.customer_id = customer
           AND EXISTS (SELECT FROM customer k
                        WHERE k.tenant_id = tenant AND k.customer_id = customer)
    ) t, words_of(t.said) w(word)
    ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION words_of_new_customers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO customer_word (tenant_id, customer_id, word)
    SELECT f.tenant_id, f.customer_id, w.word
      FROM fresh f, words_of(concat_ws(' ', f.name, f.customer_id)) w(word)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE FUNCTION words_of_new_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('words ' || f.customer_id, f.tenant_id))
       FROM (SELECT DISTINCT tenant_id, customer_id FROM fresh ORDER BY 1, 2 LIMIT 100) f;
    INSERT INTO customer_word (tenant_id, customer_id, word)
    SELECT f.tenant_id, f.customer_id, w.word
      FROM fresh f, words_of(concat_ws(' ', f.display_name, f.email, f.city)) w(word)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE FUNCTION words_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM words_of_customer(OLD.tenant_id, OLD.customer_id);
    IF TG_OP = 'UPDATE' AND NEW.customer_id <> OLD.customer_id THEN
        PERFORM words_of_customer(NEW.tenant_id, NEW.customer_id);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER words_of_new AFTER INSERT ON customer REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION words_of_new_customers();
CREATE TRIGGER words_of_new AFTER INSERT ON contact REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION words_of_new_contacts();
CREATE TRIGGER words_of_changed AFTER UPDATE ON customer FOR EACH ROW
    WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION words_again();
CREATE TRIGGER words_of_changed AFTER UPDATE ON contact FOR EACH ROW
    WHEN ((OLD.customer_id, OLD.display_name, OLD.email, OLD.city) IS DISTINCT FROM
          (NEW.customer_id, NEW.display_name, NEW.email, NEW.city)) EXECUTE FUNCTION words_again();
CREATE TRIGGER words_of_gone AFTER DELETE ON customer FOR EACH ROW EXECUTE FUNCTION words_again();
CREATE TRIGGER words_of_gone AFTER DELETE ON contact FOR EACH ROW EXECUTE FUNCTION words_again();

REVOKE ALL ON FUNCTION words_of(text), words_of_customer(int, text), words_of_new_customers(),
    words_of_new_contacts(), words_again() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION words_of(text), words_of_customer(int, text)
    TO portico_app, portico_ops;

DO $$
DECLARE
    each int;
BEGIN
    FOR each IN SELECT tenant_id FROM tenant LOOP
        PERFORM set_config('app.tenant_id', each::text, true);
        INSERT INTO customer_word (tenant_id, customer_id, word)
        SELECT each, t.customer_id, w.word FROM (
            SELECT k.customer_id, concat_ws(' ', k.name, k.customer_id) AS said FROM customer k
            UNION ALL
            SELECT c.customer_id, concat_ws(' ', c.display_name, c.email, c.city) FROM contact c
        ) t, words_of(t.said) w(word)
        ON CONFLICT DO NOTHING;
    END LOOP;
    PERFORM set_config('app.tenant_id', '', true);
END
$$;

-- Who is in which state, for the list's filter by portal status (A1, A8).
CREATE INDEX ix_contact_access ON contact (tenant_id, access, customer_id);
