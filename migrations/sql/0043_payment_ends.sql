-- What was left of paying
SELECT 1;
