"""Text that runs into something, on hand-made features."""

from dataclasses import replace

import pytest

from scorer.core.family import Features
from scorer.core.fix import Panel
from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.text_collisions import Collision, Obstacle, TextCollisions
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines.text_collision import GUIDELINE
from tests.support.guideline_features import line, overlay

REGION = Box(100, 200, 300, 12)


def collision(obstacle, amount, size=0.05, **more):
    return Collision(obstacle, "Easy dinner", amount, size, REGION, **more)


def judged(*collisions, lines=1):
    return judged_on([line()] * lines, *collisions)


def judged_on(lines, *collisions):
    text = overlay(*lines)[TextOverlay]
    record = TextCollisions(0, 0, 0, 0, 0, tuple(collisions))
    features = Features({TextOverlay: text, TextCollisions: record})
    return GUIDELINE.check(features, GUIDELINE.limits)


def test_text_that_runs_into_nothing_passes():
    assert (judged().outcome, judged().score) == (Outcome.PASS, 1.0)
    assert judged(lines=0).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("obstacle", "amount", "outcome"),
    [
        (Obstacle.LINE, 0.03, Outcome.PASS),
        (Obstacle.LINE, 0.031, Outcome.REVIEW),  # hardly anything
        (Obstacle.LINE, 0.04, Outcome.REVIEW),
        (Obstacle.LINE, 0.045, Outcome.FAIL),
        (Obstacle.EDGE, 20.0, Outcome.PASS),
        (Obstacle.EDGE, 20.1, Outcome.REVIEW),
        (Obstacle.EDGE, 22.0, Outcome.FAIL),
        (Obstacle.PICTURE, 0.22, Outcome.PASS),
        (Obstacle.PICTURE, 0.23, Outcome.REVIEW),  # within the measure's error
        (Obstacle.PICTURE, 0.31, Outcome.REVIEW),  # hardly anything
        (Obstacle.PICTURE, 0.33, Outcome.FAIL),
        (Obstacle.THING, 0.2, Outcome.PASS),
        (Obstacle.THING, 0.23, Outcome.REVIEW),  # hardly anything
        (Obstacle.THING, 0.25, Outcome.FAIL),
    ],
)
def test_limits(obstacle, amount, outcome):
    assert judged(collision(obstacle, amount, other="above")).outcome is outcome


@pytest.mark.parametrize(
    ("obstacle", "less", "full"),
    [
        (Obstacle.LINE, 0.1, 0.25),
        (Obstacle.EDGE, 30.0, 55.0),
        (Obstacle.PICTURE, 0.4, 1.76),
        (Obstacle.THING, 0.4, 1.0),
    ],
)
def test_severity_grows_from_the_limit_to_a_fault_in_full(obstacle, less, full):
    some, most = judged(collision(obstacle, less)), judged(collision(obstacle, full))

    assert 0 < most.score + 1e-9 < some.score < 1
    assert most.score == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(
    ("obstacle", "amount"), [(Obstacle.EDGE, 55.0), (Obstacle.THING, 1.0)]
)
def test_what_runs_into_small_words_is_less_of_a_fault(obstacle, amount):
    large = judged(collision(obstacle, amount, size=0.05))
    small = judged(collision(obstacle, amount, size=0.01))

    assert (large.score, small.score) == pytest.approx((0.0, 0.8))


def test_the_worst_is_named_first_and_says_what_to_do():
    verdict = judged(
        collision(Obstacle.PICTURE, 0.5),
        collision(Obstacle.LINE, 0.2, other="Tonight"),
        collision(Obstacle.EDGE, 25.0),
    )

    codes = [finding.code for finding in verdict.findings]
    assert codes == ["text-over-text", "text-over-busy-picture", "text-over-edge"]
    first = verdict.findings[0]
    assert first.message == "“Tonight” and “Easy dinner” overlap"
    assert "12 px" in first.advice
    assert first.region == REGION


def test_a_sure_collision_is_no_review_because_another_is_unsure():
    verdict = judged(
        collision(Obstacle.PICTURE, 0.23), collision(Obstacle.LINE, 0.2, other="a")
    )

    assert verdict.outcome is Outcome.FAIL


def test_words_over_an_edge_or_a_picture_are_shown_on_a_panel():
    for obstacle, amount in ((Obstacle.EDGE, 40.0), (Obstacle.PICTURE, 2.0)):
        (finding,) = judged(collision(obstacle, amount)).findings
        assert finding.fix == Panel((REGION,))


def test_lines_that_overlap_are_shown_apart():
    upper = line("above", box=Box(100, 150, 300, 62))
    lower = line(box=Box(100, 200, 300, 60))
    text = overlay(upper, lower)[TextOverlay]
    meet = collision(Obstacle.LINE, 0.2, other="above")
    record = TextCollisions(0, 0, 0, 0, 0, (meet,))
    features = Features({TextOverlay: text, TextCollisions: record})
    (finding,) = GUIDELINE.check(features, GUIDELINE.limits).findings

    assert finding.fix.boxes == (lower.box,)
    assert finding.fix.places[0].top > upper.box.top + upper.box.height
    distance = finding.fix.places[0].top - lower.box.top
    assert finding.advice.startswith(f"move “Easy dinner” at least {distance} px")


def touched(thing, *lines):
    meet = collision(Obstacle.THING, 0.6, thing=thing)
    (finding,) = judged_on(lines, meet).findings
    return finding


def test_the_block_that_touches_a_thing_moves_off_it_where_that_is_a_short_way():
    lines = [line(box=REGION), line("tonight", box=Box(100, 220, 200, 12))]
    finding = touched(Box(380, 150, 80, 62), *lines)

    assert finding.message == "something in the picture touches “Easy dinner”"
    assert finding.fix.boxes == tuple(each.box for each in lines)
    by = finding.fix.places[0].top - REGION.top
    assert by >= 12
    words = f"“{lines[0].text} tonight”"
    assert finding.advice.startswith(f"move {words} {by} px down, away from it")


def test_a_thing_that_goes_far_is_left_by_no_move():
    finding = touched(Box(380, 0, 80, 900), line(box=REGION))

    assert finding.fix is None
    assert "to where nothing is near it, or take away what touches" in finding.advice


def test_lines_that_cannot_be_found_have_no_drawing():
    (finding,) = judged(collision(Obstacle.LINE, 0.2, other="nobody")).findings
    assert finding.fix is None


def test_lines_of_one_block_over_a_picture_are_one_finding_on_one_panel():
    boxes = [Box(100, 200 + 80 * n, 300, 60) for n in range(3)]
    lines = [line(words, box=box) for words, box in zip("abc", boxes, strict=True)]
    lines[2] = replace(lines[2], block=1)
    met = [
        Collision(Obstacle.PICTURE, each.text, 1.0, 0.05, each.box) for each in lines
    ]
    record = TextCollisions(0, 0, 0, 0, 0, tuple(met))
    features = Features(
        {TextOverlay: overlay(*lines)[TextOverlay], TextCollisions: record}
    )
    both, one = GUIDELINE.check(features, GUIDELINE.limits).findings

    assert both.object == "“a b”"
    assert both.fix == Panel((boxes[0], boxes[1]))
    assert both.weight == pytest.approx(2 * one.weight)


@pytest.mark.parametrize(
    ("fields", "score"),
    [
        ({"contrast": 16.0}, 0.0),
        ({"contrast": 17.5}, 0.5),
        ({"contrast": 19.0}, 1.0),  # white with a black rim is read over anything
        ({"contrast": 3.0, "kind": "brand"}, 1.0),
    ],
)
def test_a_busy_picture_hinders_no_clear_letters_and_no_logo(fields, score):
    text = overlay(line(box=REGION, **fields))[TextOverlay]
    busy = collision(Obstacle.PICTURE, 2.0)
    features = Features(
        {TextOverlay: text, TextCollisions: TextCollisions(0, 0, 0, 0, 0, (busy,))}
    )
    found = GUIDELINE.check(features, GUIDELINE.limits)

    assert found.score == pytest.approx(score)
    assert bool(found.findings) == (score < 1)


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        ([line("JUJUTSU KAISEN", box=REGION, confidence=0.99)], Outcome.FAIL),
        ([line("HAYAG TRIRHIN", box=REGION, confidence=0.9)], Outcome.REVIEW),
        ([line("BCBGMAX", box=REGION, confidence=0.99)], Outcome.REVIEW),  # a logo
        ([line("Dinner", box=REGION, confidence=0.99)], Outcome.FAIL),
        (
            [line(box=REGION), *[line("To refuse service", role="unsure")] * 2],
            Outcome.REVIEW,
        ),
    ],
)
def test_what_may_be_drawn_or_part_of_the_photo_is_left_for_review(lines, outcome):
    verdict = judged_on(lines, collision(Obstacle.PICTURE, 1.0))

    assert (verdict.outcome, len(verdict.findings)) == (outcome, 1)


@pytest.mark.parametrize(
    ("height", "stroke", "contrast", "outcome"),
    [
        (100.0, 10.0, 4.5, Outcome.PASS),  # 20 dp, strokes of 2 dp
        (87.5, 10.0, 4.5, Outcome.FAIL),  # half as much of a fault
        (100.0, 7.5, 4.5, Outcome.FAIL),
        (100.0, 10.0, 3.0, Outcome.FAIL),
    ],
)
def test_huge_heavy_letters_are_read_over_anything(height, stroke, contrast, outcome):
    huge = line(box=REGION, cap_height_px=height, stroke_px=stroke, contrast=contrast)

    assert judged_on([huge], collision(Obstacle.PICTURE, 0.8)).outcome is outcome


def test_huge_letters_that_form_no_word_are_not_read():
    huge = line(
        "CLALLOGENT CITUNES",
        box=REGION,
        cap_height_px=100.0,
        stroke_px=10.0,
        contrast=4.5,
    )

    assert judged_on([huge], collision(Obstacle.PICTURE, 0.8)).outcome is Outcome.FAIL
