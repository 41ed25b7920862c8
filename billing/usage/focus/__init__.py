"""A FOCUS cost-and-usage file as customers, usages and, when asked, bills; see docs/focus.md."""
