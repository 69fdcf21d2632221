"""Verdicts to one score."""

import pytest

from scorer.core.guideline import Impact, Outcome, Part
from scorer.core.report import GuidelineResult
from scorer.scoring.score import score


def result(value, impact=Impact.SERIOUS, part=Part.TEXT, **more):
    outcome = Outcome.REVIEW if value is None else Outcome.PASS
    return GuidelineResult("x", "t", part, outcome, value, impact, **more)


@pytest.mark.parametrize(
    ("impact", "left"),
    [
        (Impact.MINOR, 96.0),
        (Impact.MODERATE, 88.0),
        (Impact.SERIOUS, 72.0),
        (Impact.CRITICAL, 60.0),
    ],
)
def test_a_failure_costs_what_its_impact_says_however_many_pass(impact, left):
    passed = [result(1.0)] * 30

    assert score([*passed, result(0.0, impact)]).guidelines == left


def test_half_met_costs_half():
    assert score([result(0.5)]).guidelines == 86.0


def test_failures_add_up_and_never_fall_below_nothing():
    scores = [score([result(0.0)] * n).guidelines for n in (1, 2, 3, 40)]

    assert scores == sorted(scores, reverse=True)
    assert scores[:2] == [72.0, 51.8]
    assert scores[-1] >= 0


@pytest.mark.parametrize("light", [result(None), result(0.0, preview=True)])
def test_review_and_preview_weigh_nothing(light):
    assert score([result(1.0), light]).guidelines == 100.0


def test_parts_are_scored_apart():
    found = score([result(1.0), result(0.5, part=Part.COPY)])

    assert found.parts == {"text": 100.0, "copy": 86.0}


def test_nothing_judged_is_no_score():
    assert score([result(None)]).guidelines is None
