"""The guideline hidden-subject, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from scorer.features.focal_point import FocalPoint
from scorer.guidelines import guideline
from tests.support.guideline_features import codes_of, features, judged


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (features(FocalPoint, covered_share=0.045), Outcome.PASS, 1.0, ()),
        (features(FocalPoint, covered_face_share=0.15), Outcome.PASS, 1.0, ()),
        (
            features(FocalPoint, covered_face_share=0.5),
            Outcome.REVIEW,
            None,
            ("text-over-face",),
        ),
        (
            features(FocalPoint, covered_share=0.055),
            Outcome.REVIEW,
            None,
            ("text-over-subject",),
        ),
        (
            features(FocalPoint, covered_share=0.095, covered_face_share=0.5),
            Outcome.FAIL,
            0.5,
            ("text-over-subject",),
        ),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("hidden-subject", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes


@pytest.mark.parametrize("field", ["covered_share", "covered_face_share"])
def test_on_the_limit_passes(field):
    bound = getattr(guideline("hidden-subject").limits, field)

    def found(value):
        return judged("hidden-subject", features(FocalPoint, **{field: value}))

    assert found(bound).outcome is Outcome.PASS
    assert found(bound * 0.99) != found(bound * 1.01)
