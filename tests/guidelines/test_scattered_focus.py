"""The guideline scattered-focus, around its limits."""

import pytest

from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.features.color import Color
from scorer.features.focal_point import FocalPoint
from scorer.guidelines import guideline
from tests.support.guideline_features import codes_of, features, judged


def looks(share=0.5, **values):
    """A focal point in a pin with that share of plain ground."""
    focus = features(FocalPoint, **values)[FocalPoint]
    color = features(Color, background_share=share)[Color]
    return Features({FocalPoint: focus, Color: color})


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (looks(held_share=0.0, share=0.91), Outcome.NOT_APPLICABLE, None, ()),
        (looks(held_share=0.5), Outcome.PASS, 1.0, ()),
        (looks(face_count=1), Outcome.FAIL, 0.0, ("no-focal-point",)),
        (
            looks(held_share=0.0, share=0.9),
            Outcome.FAIL,
            0.0,
            ("no-focal-point",),
        ),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("scattered-focus", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes


@pytest.mark.parametrize("field", ["held_share"])
def test_on_the_limit_passes(field):
    bound = getattr(guideline("scattered-focus").limits, field)

    def found(value):
        return judged("scattered-focus", looks(**{field: value}))

    assert found(bound).outcome is Outcome.PASS
    assert found(bound * 0.99) != found(bound * 1.01)
