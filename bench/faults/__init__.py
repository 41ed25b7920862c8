"""What happens to money when things break: each module prints its figures (docs/benchmarks.md)."""
