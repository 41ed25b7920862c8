"""Whose customers are whose."""

from setup.commands.sample import acme, initech, trial

CUSTOMERS = {"acme": acme.ACCOUNTS, "acme-sandbox": trial.ACCOUNTS, "initech": initech.ACCOUNTS}
