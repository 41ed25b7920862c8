"""The Test gateway: a process of its own with its own ledger, so that a crash of Portico cannot
take the truth along (security A4)."""
