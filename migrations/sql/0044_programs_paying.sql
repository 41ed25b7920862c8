-- Programs that pay and invite
SELECT 1;
