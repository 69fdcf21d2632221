"""Two lengths: ``fast`` in the suite, ``long`` by ``make fuzz``.

Long, the tests share so much CPU time evenly: a count of examples or a time by the
wall would let a busy machine shorten the run without a word.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

CPU_SECONDS = float(os.environ.get("FUZZ_CPU_SECONDS", "900"))
IS_LONG = os.environ.get("FUZZ_PROFILE") == "long"
SPENT = []

settings.register_profile(
    "fast",
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile(
    "long",
    max_examples=500,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("long" if IS_LONG else "fast")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Repeat a test with other examples until its share of the time is spent."""
    if not IS_LONG:
        return None
    share = CPU_SECONDS / pyfuncitem.session.testscollected
    test, count = pyfuncitem.obj, _counted(pyfuncitem.obj)
    given = {
        name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames
    }
    begin = _cpu_seconds()
    try:
        while _cpu_seconds() - begin < share:
            test(**given)
    finally:
        took = _cpu_seconds() - begin
        SPENT.append(f"{took:6.0f} CPU s {count():9,d} examples  {pyfuncitem.name}")
    return True


def pytest_terminal_summary(terminalreporter):
    """Say what was spent on what."""
    for line in SPENT:
        terminalreporter.write_line(line)


def _cpu_seconds():
    """Return the time of this process and of those it ended, such as HEIC's decoder."""
    return sum(os.times()[:4])


def _counted(test):
    """Return how often what hypothesis calls for each example was called."""
    inner, calls = test.hypothesis.inner_test, 0

    def counting(*args, **kwargs):
        nonlocal calls
        calls += 1
        return inner(*args, **kwargs)

    test.hypothesis.inner_test = counting
    return lambda: calls
