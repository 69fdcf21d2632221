"""Networks, and the threads that they run on."""

import numpy as np
import pytest

from scorer.core.storage.packaged import packaged_bytes
from scorer.text.networks.models import network

WEIGHTS = packaged_bytes("reader/reader.onnx")


def threads(loaded):
    return loaded.session.get_session_options().intra_op_num_threads


def test_two_threads_put_out_what_one_does(monkeypatch):
    line = np.random.default_rng(0).normal(size=(1, 1, 32, 200)).astype(np.float32)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    one = network(WEIGHTS)
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    two = network(WEIGHTS)

    assert (threads(one), threads(two)) == (1, 2)
    assert np.array_equal(one(line), two(line))


@pytest.mark.parametrize("given", ["", "0", "-1", "many", "4,2", "64"])
def test_a_number_that_is_none_of_use_is_one(monkeypatch, given):
    monkeypatch.setenv("OMP_NUM_THREADS", given)

    assert threads(network(WEIGHTS)) == 1
