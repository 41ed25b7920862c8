"""A Stripe account as customers, contacts, invoices, payments and credits; see docs/import.md."""
