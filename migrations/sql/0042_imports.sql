-- Nothing: an import keeps its place on disk, beside its error file (docs/import.md)
SELECT 1;
