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


@pytest.mark.parametrize(
    ("cap_dp", "advice"),
    [
        (9.0, "cut words until the text covers 30 % of the pin at most"),
        (14.0, "make the largest words smaller, or cut some, until the text covers"),
    ],
)
def test_words_that_are_hardly_large_enough_are_not_made_smaller(cap_dp, advice):
    words = line("word " * 20, cap_height_px=cap_dp / 0.2)
    (finding,) = judged("crowded-text", overlay(words, block_area_share=0.4)).findings

    assert finding.advice.startswith(advice)
