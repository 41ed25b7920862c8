-- What happened, told to the company's programs
SELECT 1;
