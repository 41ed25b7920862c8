-- Answers that are given again to the same call
SELECT 1;
