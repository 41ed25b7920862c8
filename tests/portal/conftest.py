import pytest

from tests.till import Till
from tests.vendors import cardconnect, stripe, stripe_server  # noqa: F401


@pytest.fixture
def till(cast):
    return Till(cast)
