"""Verdicts to one score."""

from dataclasses import replace

import pytest

from scorer.core.errors import ModelError
from scorer.core.guideline import Finding, Impact, Outcome, Part
from scorer.core.report import GuidelineResult
from scorer.core.storage.packaged import packaged, sealed, unsealed
from scorer.core.units import Quantity
from scorer.guidelines import guidelines
from scorer.scoring.score import score, with_costs
from scorer.scoring.weights import Weights, weights


def result(value, impact=Impact.SERIOUS, part=Part.TEXT, name="x", **more):
    outcome = Outcome.REVIEW if value is None else Outcome.PASS
    return GuidelineResult(name, "t", part, outcome, value, impact, **more)


def points(*results, **more):
    return score(results, **more).guidelines


def test_a_fault_takes_what_it_takes_however_many_pass():
    passed = [result(1.0)] * 30

    assert points(*passed, result(0.0)) == points(result(0.0))


def test_a_guideline_that_was_not_fitted_takes_by_its_impact():
    taken = [points(result(0.0, impact)) for impact in Impact]

    assert taken == sorted(taken, reverse=True)
    assert len(set(taken)) == len(taken)


def test_severity_takes_in_proportion_and_never_rises():
    scores = [points(result(value)) for value in (1.0, 0.9, 0.5, 0.1, 0.0)]

    assert scores == sorted(scores, reverse=True)
    assert scores[0] == points(result(1.0))


def test_faults_add_up_and_never_fall_below_nothing():
    scores = [points(*[result(0.0)] * n) for n in (1, 2, 3, 40)]

    assert scores == sorted(scores, reverse=True)
    assert scores[-1] == 0


@pytest.mark.parametrize("light", [result(None), result(0.0, preview=True)])
def test_review_and_preview_weigh_nothing(light):
    assert points(result(1.0), light) == points(result(1.0))


def test_parts_are_scored_apart():
    found = score([result(1.0), result(0.5, part=Part.COPY)])

    assert found.parts["text"] == 100.0
    assert 0 < found.parts["copy"] < 100


def test_nothing_judged_is_no_score():
    assert points(result(None)) is None


@pytest.mark.parametrize("classes", [-0.4, 0.4])
def test_finish_moves_the_score_under_its_own_name(classes):
    pin = result(0.5, part=Part.FOCUS)
    found = score([pin], finish=classes)

    assert found.finish == pytest.approx(found.guidelines - points(pin), abs=0.16)
    assert found.parts == score([pin]).parts
    assert (found.finish > 0) is (classes > 0)


def test_finish_counts_where_the_focus_was_judged_only():
    assert score([result(0.5)], finish=-0.4) == score([result(0.5)])


def test_unknown_finish_is_said_to_be_unknown():
    assert score([result(0.5)]).finish is None


def test_costs_are_what_the_score_rises_by_when_it_is_met():
    judged = [result(0.2, name="a"), result(0.6, name="b", part=Part.FOCUS)]
    results = with_costs(judged, 0.1)
    met = [replace(results[0], score=1.0), results[1]]

    rise = points(*met, finish=0.1) - points(*results, finish=0.1)
    assert results[0].cost == pytest.approx(rise, abs=0.11)


@pytest.mark.parametrize("shares", [(1.0,), (3.0, 1.0, 2.0), (0.0, 0.0), (1e-9, 1.0)])
def test_findings_part_the_cost_by_their_weights(shares):
    one = Quantity(1)
    findings = [
        Finding("code", "seen", "do", one, one, weight=weight) for weight in shares
    ]
    (judged,) = with_costs([result(0.2, findings=tuple(findings))])
    costs = [each.cost for each in judged.findings]

    assert judged.cost > 5
    assert sum(costs) == pytest.approx(judged.cost, abs=1e-9)
    even = not any(shares)
    parts = [1 / len(shares) if even else share / sum(shares) for share in shares]
    assert costs == pytest.approx([judged.cost * part for part in parts], abs=0.11)


def test_what_weighs_nothing_costs_nothing():
    costs = [e.cost for e in with_costs([result(0.0, preview=True), result(None)])]

    assert costs == [0.0, 0.0]


def test_fitted_weights_are_of_guidelines_and_never_negative():
    shares = weights().shares

    assert set(shares) <= set(guidelines())
    assert all(0 <= share <= 2 for share in shares.values())
    assert len(shares) > 10


def test_scale_rises():
    classes, points = zip(*weights().scale, strict=True)

    assert list(classes) == sorted(set(classes))
    assert list(points) == sorted(set(points))
    assert (points[0], points[-1]) == (0, 100)


def test_scale_ends_where_its_knots_end():
    by = Weights(3.0, {}, ((1.0, 0.0), (5.0, 100.0)))

    assert [by.points(x) for x in (0.0, 1.0, 3.0, 5.0, 9.0)] == [0, 0, 50, 100, 100]


def test_changed_weights_are_refused():
    text = sealed(packaged("score/score.json"))

    assert unsealed(text, "score.json") == packaged("score/score.json")
    with pytest.raises(ModelError, match="was changed"):
        unsealed(text.replace('"base": ', '"base": 1'), "score.json")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"model": 1}', "[" * 100_000])
def test_what_is_no_fitted_file_is_refused(text):
    with pytest.raises(ModelError):
        unsealed(text, "x.json")


def test_missing_file_is_named():
    with pytest.raises(ModelError, match="nowhere"):
        packaged("nowhere.json")
