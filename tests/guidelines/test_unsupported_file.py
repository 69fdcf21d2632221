"""The guideline unsupported-file, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from scorer.features.geometry import Geometry
from tests.support.guideline_features import codes_of, features, judged


def file(form, size=1000):
    return features(Geometry, format=form, file_size_bytes=size)


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        (file(""), Outcome.NOT_APPLICABLE, None, ()),
        (file("PNG"), Outcome.PASS, 1.0, ()),
        (file("WEBP", 20_000_000), Outcome.PASS, 1.0, ()),
        (file("JPEG", 20_000_001), Outcome.FAIL, 0.0, ("too-large",)),
        (file("GIF"), Outcome.FAIL, 0.0, ("wrong-format",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("unsupported-file", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes
