"""The guideline crowded-text, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import judged, line, overlay


@pytest.mark.parametrize(
    ("share", "outcome"),
    [
        (0.29, Outcome.PASS),
        (0.30, Outcome.PASS),
        (0.31, Outcome.REVIEW),  # within the error of the measure
        (0.34, Outcome.FAIL),
    ],
)
def test_crowded_limit(share, outcome):
    features = overlay(line("word " * 24), block_area_share=share)

    assert judged("crowded-text", features).outcome is outcome


def test_few_words_may_be_as_large_as_they_like():
    features = overlay(line("word " * 12), block_area_share=0.7)

    assert judged("crowded-text", features).outcome is Outcome.PASS
