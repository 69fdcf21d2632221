"""The guideline tinted-background, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from scorer.features.color import Color
from tests.support.guideline_features import codes_of, features, judged


def ground(lightness, chroma=0.0, share=0.5):
    return features(
        Color,
        background_lightness=lightness,
        background_chroma=chroma,
        background_share=share,
    )


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (ground(99, share=0.1), Outcome.NOT_APPLICABLE, None, ()),
        (ground(97), Outcome.PASS, 1.0, ()),
        (ground(98), Outcome.FAIL, 0.5, ("near-white",)),
        (ground(98, chroma=9.0), Outcome.PASS, 1.0, ()),
        (ground(3), Outcome.FAIL, 0.5, ("near-black",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("tinted-background", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes
