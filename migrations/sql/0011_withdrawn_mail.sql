-- A mail that nobody needs any more is neither sent nor failed: staff need not look at it.
ALTER TABLE mail DROP CONSTRAINT ck_mail_state;
ALTER TABLE mail ADD CONSTRAINT ck_mail_state
    CHECK (state in ('queued', 'sent', 'failed', 'withdrawn')) NOT VALID;
ALTER TABLE mail VALIDATE CONSTRAINT ck_mail_state;
