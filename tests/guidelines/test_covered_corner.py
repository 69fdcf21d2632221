"""The guideline covered-corner, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from scorer.core.units import Box
from tests.support.guideline_features import judged, line, overlay


@pytest.mark.parametrize(
    # Of a line of 200 px, 49, 50 and 51 px reach into the corner, which begins at 820.
    ("left", "outcome"),
    [(669, Outcome.PASS), (670, Outcome.PASS), (671, Outcome.FAIL)],
)
def test_corner(left, outcome):
    features = overlay(line(box=Box(left, 1400, 200, 40)))

    assert judged("covered-corner", features).outcome is outcome
