"""Commands that tests run in their own process start no workers there."""

import pytest


@pytest.fixture(autouse=True)
def no_workers(monkeypatch):
    """Score here, as where no worker can start: workers have tests of their own."""
    monkeypatch.setattr("scorer.batch._local.start_pool", lambda _: None)
