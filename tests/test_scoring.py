"""Verdicts to one score."""

import pytest

from scorer.core.guideline import Impact, Outcome, Part
from scorer.core.report import GuidelineResult
from scorer.scoring import score


def result(value, impact=Impact.SERIOUS, part=Part.TEXT, **more):
    outcome = Outcome.REVIEW if value is None else Outcome.PASS
    return GuidelineResult("x", "t", part, outcome, value, impact, **more)


def test_impact_is_the_weight():
    results = [result(1.0, Impact.CRITICAL), result(0.0, Impact.MINOR)]

    assert score(results).guidelines == pytest.approx(100 * 10 / 11, abs=0.05)


@pytest.mark.parametrize("light", [result(None), result(0.0, preview=True)])
def test_review_and_preview_weigh_nothing(light):
    assert score([result(1.0), light]).guidelines == 100.0


def test_parts_are_scored_apart():
    found = score([result(1.0), result(0.5, part=Part.COPY)])

    assert found.parts == {"text": 100.0, "copy": 50.0}


def test_nothing_judged_is_no_score():
    assert score([result(None)]).guidelines is None
