"""What it is about: people, ledger, usage, gateways, tables and documents."""
