"""Stripe behind the interface of all gateways."""
