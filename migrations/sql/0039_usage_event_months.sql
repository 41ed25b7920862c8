-- Usage events by month
SELECT 1;
