"""The guideline wordy-text, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from tests.support.guideline_features import judged, line, overlay


@pytest.mark.parametrize(
    ("count", "outcome"),
    [(39, Outcome.PASS), (40, Outcome.PASS), (41, Outcome.FAIL)],
)
def test_wordy_limit(count, outcome):
    features = overlay(line("word " * count))

    assert judged("wordy-text", features).outcome is outcome


def test_bullets_and_separators_are_no_words():
    features = overlay(line("• " + "word · " * 39 + "word →"))

    assert judged("wordy-text", features).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        ("7 Easy Salads for 2024", "; keep “7 Easy Salads for 2024”"),
        ("Call +62 361 7214", ""),
    ],
)
def test_what_is_cut_keeps_a_headline_that_is_words(head, kept):
    features = overlay(line(head), line("and so on " * 20, kind="body"))
    (finding,) = judged("wordy-text", features).findings

    assert f"to about 12{kept}, and move the rest" in finding.advice
