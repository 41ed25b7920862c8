-- Pay Now links name this version (D12); staff revoke them by raising it.
ALTER TABLE invoice ADD COLUMN pay_now_version INTEGER DEFAULT '1' NOT NULL;

-- A method entered for one payment is nobody's to pay with again.
ALTER TABLE payment_method DROP CONSTRAINT ck_payment_method_status;
ALTER TABLE payment_method ADD CONSTRAINT ck_payment_method_status
    CHECK (status in ('Active', 'Pending', 'One-time', 'Deleted')) NOT VALID;
