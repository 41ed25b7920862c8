-- Usage in sums, and limits that people set
SELECT 1;
