"""What every test runs under: a cache and settings of the session's own."""

import gc
import os
import sys
import warnings

import pytest

from tests.support.browsing import chromium, close_chromium

# Each core runs tests already: more threads and processes would wait for each other.
ARE_CORES_BUSY = "PYTEST_XDIST_WORKER" in os.environ
if ARE_CORES_BUSY:
    os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Collect without looking for garbage: there is none, and all of it stays.

    Frozen, it is not gone through again in each search later on.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Keep the user's cache and settings out of the tests, and the other way round.

    Programs that tests start keep their bytecode, or each of them would compile all
    that it imports anew.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        if sys.platform != "linux":  # where these say nothing
            patch.setenv("SCORER_CACHE_FOLDER", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        if ARE_CORES_BUSY:
            # Of a command in this process that is not told how many workers to take.
            patch.setattr(os, "cpu_count", lambda: 1)
        yield


@pytest.fixture(scope="module")
def browser():
    """Chromium, for the tests of one module."""
    with chromium() as found:
        yield found


def pytest_sessionfinish():
    """Close what was started once for all modules."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sockets that Playwright leaves
        close_chromium()


def pytest_make_parametrize_id(val):
    """Name a long text by its beginning: a test's id is handed on in the environment.

    One of 128 KiB there, and no program can be started.
    """
    if isinstance(val, str | bytes) and len(val) > 200:
        return f"{val[:40]!r} and {len(val) - 40} more"
    return None
