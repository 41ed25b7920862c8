-- Who may do what in the database itself, made by  CREATE DATABASE portico OWNER portico_owner.
-- Run in it by a superuser after roles.sql; may be run again. Rights on tables come by migrations.

DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO portico_owner, portico_app, portico_ops',
                 current_database());
END $$;

ALTER SCHEMA public OWNER TO portico_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO portico_app, portico_ops, portico_waiting;
-- To own a function, a role must be allowed to make one.
GRANT CREATE ON SCHEMA public TO portico_waiting;
