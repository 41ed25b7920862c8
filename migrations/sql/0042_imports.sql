-- Imports that go on where they stopped
SELECT 1;
