-- What becomes of money after everybody thought that it was over, and what gateways had said.

-- A refund that staff believe to be on its way fails, or the payer's bank sends it back.
ALTER TABLE refund ADD COLUMN failed_at TIMESTAMP WITH TIME ZONE;
CREATE INDEX ix_refund_failed ON refund (tenant_id, failed_at) WHERE failed_at is not null;

-- Staff close a payment of which no gateway tells anything; whatever it says later still counts.
ALTER TABLE payment_attempt ADD COLUMN closed_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE payment_attempt DROP CONSTRAINT ck_payment_attempt_state;
ALTER TABLE payment_attempt ADD CONSTRAINT ck_payment_attempt_state CHECK (
    state in ('pending', 'action required', 'processing', 'unknown', 'approved', 'declined', 'not sent', 'cancelled', 'closed')
) NOT VALID;

-- How often a gateway has approved autopay's charge in part; the rest is another charge.
ALTER TABLE autopay_charge ADD COLUMN parts INTEGER DEFAULT '0' NOT NULL;

-- Stripe tells of a saved method by its own id, and what it tells is asked for.
CREATE INDEX ix_payment_method_stripe ON payment_method (tenant_id, split_part(token, '/', 2)) WHERE gateway = 'stripe';
ALTER TABLE method_errand DROP CONSTRAINT ck_method_errand_kind;
ALTER TABLE method_errand ADD CONSTRAINT ck_method_errand_kind CHECK (kind in ('verify', 'remove', 'refresh')) NOT VALID;
ALTER TABLE webhook_event DROP CONSTRAINT ck_webhook_event_kind;
ALTER TABLE webhook_event ADD CONSTRAINT ck_webhook_event_kind CHECK (
    kind in ('attempt', 'charge_back', 'method', 'saved_method', 'other', 'notices')
) NOT VALID;

-- The letter as it came, locked: evidence for a year.
ALTER TABLE webhook_event ADD COLUMN sealed BYTEA;
CREATE INDEX ix_webhook_event_sealed ON webhook_event (tenant_id, received_at) WHERE sealed is not null;

-- When a webhook came last whose signature was wrong, unless a right one has come since.
ALTER TABLE gateway_account ADD COLUMN misread_at TIMESTAMP WITH TIME ZONE;
