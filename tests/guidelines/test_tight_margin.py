"""Margins around the message, on hand-made features of a 1000 x 1500 px pin."""

import pytest

from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.guidelines.tight_margin import GUIDELINE
from tests.support.guideline_features import line, overlay


def judged(*lines):
    return GUIDELINE.check(overlay(*lines), GUIDELINE.limits)


@pytest.mark.parametrize(
    ("left", "outcome", "score"),
    [
        (0, Outcome.FAIL, 0.0),
        (15, Outcome.FAIL, 0.5),
        (27, Outcome.FAIL, 0.9),
        (28, Outcome.REVIEW, None),  # 2 px are the error of a box
        (30, Outcome.PASS, 1.0),
        (31, Outcome.PASS, 1.0),
    ],
)
def test_limit(left, outcome, score):
    verdict = judged(line(box=Box(left, 100, 400, 60)))

    assert verdict.outcome is outcome
    assert verdict.score == (score if score is None else pytest.approx(score))


@pytest.mark.parametrize(
    ("box", "edge"),
    [
        (Box(10, 100, 400, 60), "left"),
        (Box(100, 10, 400, 60), "top"),
        (Box(590, 100, 400, 60), "right"),
        (Box(100, 1430, 400, 60), "bottom"),
    ],
)
def test_the_nearest_edge_is_named_with_the_way_to_go(box, edge):
    (finding,) = judged(line(box=box)).findings

    assert f"{edge} edge" in finding.message
    assert f"20 px away from the {edge} edge" in finding.advice


def test_a_line_as_wide_as_the_pin_is_broken_rather_than_moved():
    (finding,) = judged(line(box=Box(10, 100, 980, 60))).findings

    assert "break" in finding.advice


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "url", "box": Box(100, 1430, 400, 68)},
        {"kind": "brand", "box": Box(100, 1430, 400, 68)},
        {"role": "scene"},
        {"is_clipped": True},
        {"confidence": 0.7},
        {"text": "+"},
    ],
)
def test_footers_clipped_and_unsure_lines_are_left_alone(fields):
    near = line(**{"box": Box(2, 100, 400, 60), **fields})

    assert judged(line(), near).outcome is Outcome.PASS


def test_small_lines_count_less():
    large = judged(line(box=Box(0, 100, 400, 60), cap_height_px=40.0))
    small = judged(line(box=Box(0, 100, 400, 60), cap_height_px=10.0))

    assert (large.score, small.score) == pytest.approx((0.0, 0.75))


def test_a_brand_at_the_top_edge_is_judged():
    brand = line(kind="brand", box=Box(100, 4, 400, 60))

    assert judged(line(), brand).outcome is Outcome.FAIL
