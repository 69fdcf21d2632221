"""The cut network and its last layer answer what the whole network does."""

import numpy as np
import pytest

from scorer.text.networks.graph import cut
from scorer.text.networks.models import _file, network, recognizer


@pytest.mark.rapid
def test_cut_network_and_its_last_layer_are_the_wholenetwork():
    whole = _file("rec").read_bytes()
    shortened, last = cut(whole)
    crop = np.random.default_rng(1).uniform(-1, 1, (1, 3, 48, 120)).astype(np.float32)

    scores = np.exp(last(network(shortened)(crop)[0]))

    expected = network(whole)(crop)[0]
    assert scores.shape == expected.shape == (15, 18710)
    np.testing.assert_allclose(
        scores / scores.sum(1, keepdims=True), expected, atol=1e-3
    )


@pytest.mark.rapid
def test_narrow_alphabet_holds_the_scripts_of_europe_and_no_other():
    narrow = recognizer().narrow

    assert set("Aé$€7ßŁΩ&’ ") < set(narrow.characters)
    assert not set("日中ひカ가！") & set(narrow.characters)
    assert narrow.characters[0] == ""
    assert narrow.layer.weights.shape[1] == len(narrow.characters)
