-- Planned once for each connection. PostgreSQL would else plan the header anew at every page, since
-- the part for a parent's children falls away for most customers: that took longer than to run it.
ALTER FUNCTION portal_header(text, date) SET plan_cache_mode TO force_generic_plan;
ALTER FUNCTION open_portal_visit(int, bytea, timestamptz) SET plan_cache_mode TO force_generic_plan;
