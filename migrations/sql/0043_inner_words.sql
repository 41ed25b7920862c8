-- A search of the customers finds the middle of a word of names and ids too (A1). What could look
-- inside a word, such as LIKE, is not leakproof, so under row-level security no index would serve it:
-- rows hold what a word goes on with from each of its letters, behind a sign that no word begins with.
-- Mere numbers are found by how they begin, and scripts without spaces have such rows since 0026.
-- Addresses and cities are not taken apart: that would double the rows of every contact.
CREATE FUNCTION search_words(named text, other text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT words_of(concat_ws(' ', named, other))
    UNION ALL
    SELECT '~' || substr(w.word, g.start)
      FROM words_of(named) w(word), generate_series(2, least(length(w.word) - 2, 40)) g(start)
     WHERE w.word ~ '[^0-9]'
       AND w.word !~ '[\u0e00-\u0eff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]'
$$;

CREATE OR REPLACE FUNCTION words_of_customer(tenant int, customer text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('words ' || customer, tenant));
    DELETE FROM customer_word w WHERE w.tenant_id = tenant AND w.customer_id = customer;
    INSERT INTO customer_word (tenant_id, customer_id, word)
    SELECT tenant, customer, w.word FROM (
        SELECT concat_ws(' ', k.name, k.customer_id) AS named, '' AS other FROM customer k
         WHERE k.tenant_id = tenant AND k.customer_id = customer
        UNION ALL
        SELECT c.display_name, concat_ws(' ', c.email, c.city) FROM contact c
         WHERE c.tenant_id = tenant AND c.customer_id = customer
           AND EXISTS (SELECT FROM customer k
                        WHERE k.tenant_id = tenant AND k.customer_id = customer)
    ) t, search_words(t.named, t.other) w(word)
    ON CONFLICT DO NOTHING;
END
$$;

CREATE OR REPLACE FUNCTION words_of_new_customers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO customer_word (tenant_id, customer_id, word)
    SELECT f.tenant_id, f.customer_id, w.word
      FROM fresh f, search_words(concat_ws(' ', f.name, f.customer_id), '') w(word)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION words_of_new_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('words ' || f.customer_id, f.tenant_id))
       FROM (SELECT DISTINCT tenant_id, customer_id FROM fresh ORDER BY 1, 2 LIMIT 100) f;
    INSERT INTO customer_word (tenant_id, customer_id, word)
    SELECT f.tenant_id, f.customer_id, w.word
      FROM fresh f, search_words(f.display_name, concat_ws(' ', f.email, f.city)) w(word)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

REVOKE ALL ON FUNCTION search_words(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_words(text, text) TO portico_app, portico_ops;

DO $$
DECLARE
    each int;
BEGIN
    FOR each IN SELECT tenant_id FROM tenant LOOP
        PERFORM set_config('app.tenant_id', each::text, true);
        INSERT INTO customer_word (tenant_id, customer_id, word)
        SELECT each, t.customer_id, w.word FROM (
            SELECT k.customer_id, concat_ws(' ', k.name, k.customer_id) AS named, '' AS other
              FROM customer k
            UNION ALL
            SELECT c.customer_id, c.display_name, concat_ws(' ', c.email, c.city) FROM contact c
        ) t, search_words(t.named, t.other) w(word)
        ON CONFLICT DO NOTHING;
    END LOOP;
    PERFORM set_config('app.tenant_id', '', true);
END
$$;
