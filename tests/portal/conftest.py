import pytest

from tests.till import Till


@pytest.fixture
def till(cast):
    return Till(cast)
