"""What is there once all tests are known stays to the end: the collector need not go through it.

It would do so fifteen times while the tests are read, and now and then ever after.
"""

import gc

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()
