from tests.vendors import cardconnect  # noqa: F401
