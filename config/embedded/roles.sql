-- The roles of decision D16, for any PostgreSQL from 15 on. Run by a superuser; may be run again.
-- Passwords are set apart:  ALTER ROLE portico_app PASSWORD '…'

DO $$ BEGIN CREATE ROLE portico_owner; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE portico_app; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE portico_ops; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE portico_waiting; EXCEPTION WHEN duplicate_object THEN NULL; END $$;

-- NOINHERIT: the owner may hand functions to portico_waiting without seeing what that role sees.
ALTER ROLE portico_owner LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
ALTER ROLE portico_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
ALTER ROLE portico_ops LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
ALTER ROLE portico_waiting NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
GRANT portico_waiting TO portico_owner;
