-- What names a record can stand in an address and in the name of a file (D20).
ALTER TABLE customer ADD CONSTRAINT ck_customer_id CHECK (customer_id ~ '^[A-Za-z0-9._-]{1,64}$') NOT VALID;
ALTER TABLE contact ADD CONSTRAINT ck_contact_id CHECK (contact_id ~ '^[A-Za-z0-9._-]{1,64}$') NOT VALID;
ALTER TABLE invoice ADD CONSTRAINT ck_invoice_id CHECK (invoice_id ~ '^[A-Za-z0-9._-]{1,64}$') NOT VALID;
ALTER TABLE payment ADD CONSTRAINT ck_payment_id CHECK (payment_id ~ '^[A-Za-z0-9._-]{1,64}$') NOT VALID;
ALTER TABLE credit ADD CONSTRAINT ck_credit_id CHECK (credit_id ~ '^[A-Za-z0-9._-]{1,64}$') NOT VALID;
ALTER TABLE usage ADD CONSTRAINT ck_usage_id CHECK (usage_id ~ '^[A-Za-z0-9._-]{1,64}$') NOT VALID;
ALTER TABLE subscription ADD CONSTRAINT ck_subscription_id CHECK (subscription_id ~ '^[A-Za-z0-9._-]{1,64}$') NOT VALID;

-- Programs decide on requests too (D19): who did is told by name.
ALTER TABLE change_request DROP CONSTRAINT ck_change_request_decided;
ALTER TABLE change_request ADD CONSTRAINT ck_change_request_decided
    CHECK ((state in ('Accepted', 'Declined')) = (decided_by <> ''));
