"""What every test runs under: a cache and settings of the session's own."""

import pytest

from tests.support.browsing import chromium


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Keep the user's cache and settings out of the tests, and the other way round."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture(scope="module")
def browser():
    """Chromium, for the tests of one module."""
    with chromium() as found:
        yield found
