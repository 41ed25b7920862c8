-- An invoice is mailed on posting, whatever its date (M12, D27). Of those that are there already the
-- day is not known, so that nobody is mailed about them now.
ALTER TABLE invoice ADD COLUMN posted_on date;

CREATE INDEX ix_payment_method_customer ON payment_method (tenant_id, customer_id);

CREATE INDEX ix_invoice_posted ON invoice (tenant_id, posted_on) WHERE posted_on IS NOT NULL;
