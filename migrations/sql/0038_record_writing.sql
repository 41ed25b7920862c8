-- Records that programs write
SELECT 1;
