"""The demo: three made-up companies whose books add up, the same at every loading (D37)."""
