"""What is done while signals are held back is done whole."""

import signal
import threading

import pytest

from scorer.core.storage.signals import held_back

CAME = []


@pytest.fixture(autouse=True)
def handler():
    CAME.clear()
    before = signal.signal(signal.SIGTERM, lambda number, _: CAME.append(number))
    yield
    signal.signal(signal.SIGTERM, before)


def test_a_signal_waits_and_comes_once():
    with held_back(60):
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
        assert CAME == []

    assert CAME == [signal.SIGTERM]
    signal.raise_signal(signal.SIGTERM)
    assert len(CAME) == 2


def test_it_comes_after_what_failed_too():
    def fail():
        with held_back(60):
            signal.raise_signal(signal.SIGTERM)
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert CAME == [signal.SIGTERM]


def test_what_is_ignored_stays_so():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with held_back(60):
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN


def test_another_thread_is_never_interrupted_and_holds_nothing():
    before, during = signal.getsignal(signal.SIGTERM), []

    def work():
        with held_back(60):
            during.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert during == [before]
