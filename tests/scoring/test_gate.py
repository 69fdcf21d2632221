"""The gate before posting."""

import json
from dataclasses import replace

import pytest

from scorer.core.errors import SettingsError
from scorer.core.guideline import Impact, Outcome, Part
from scorer.core.pin import Pin
from scorer.core.report import Score, Stop
from scorer.core.settings import Settings
from scorer.scoring.gate import (
    PRESETS,
    Gate,
    baseline_text,
    blind_spots,
    gate,
    let_through,
    read_baseline,
    shortfalls,
    stops,
)
from tests.reports import _make as make


@pytest.mark.parametrize(("bar", "count"), [(49.0, 0), (50.0, 0), (50.1, 1)])
def test_score_on_the_bar_is_met(bar, count):
    pin = make.report(value=50.0, results=())

    assert len(shortfalls(pin, Gate(bar, None))) == count


def costing(name, cost, part=Part.TEXT):
    return replace(make.result(name), cost=cost, part=part)


def stop(name, worth):
    said = f"{name} ({worth}): the line is 4.4 dp high → use larger letters"
    return Stop(said, name)


def test_a_score_that_is_too_low_names_what_to_fix():
    results = [costing(f"fault-{cost}", cost) for cost in (3.0, 12.0, 0.2, 7.0)]
    faint = replace(costing("faint", 20.0), preview=True)
    said = shortfalls(make.report(results=(*results, faint)), Gate(67.0, None))

    assert said == (
        Stop("score 50 is below 67"),
        stop("fault-12.0", "12 points"),
        stop("fault-7.0", "7 points"),
    )


def test_of_a_carousel_the_first_picture_counts_and_a_refused_row_always(tmp_path):
    first = Pin(tmp_path / "a.png", refusals=("row 3: too late",))
    second = replace(first, page=2)
    late, small = Stop("row 3: too late"), stop("small-text", "serious")

    assert stops(first, make.report(), Gate()) == (late, small)
    assert stops(second, make.report(), Gate()) == (late,)


def test_a_part_that_is_too_low_names_its_own_problems():
    results = (costing("dark", 30.0, Part.FOCUS), costing("small", 0.2))
    by = Gate(0.0, None, parts={"text": 60.0})

    assert shortfalls(make.report(results=results), by) == (
        Stop("text 50 is below 60"),
        stop("small", "serious"),
    )


def test_a_fault_that_stops_a_pin_is_named_once():
    dear = costing("dear", 30.0)
    said = shortfalls(make.report(results=(dear,)), Gate(67.0, None, points=25.0))

    assert [each.guideline for each in said] == ["", "dear"]


@pytest.mark.parametrize(
    ("impact", "count"),
    [(Impact.MODERATE, 1), (Impact.SERIOUS, 1), (Impact.CRITICAL, 0)],
)
def test_impact_on_the_bar_is_not_met(impact, count):
    assert len(shortfalls(make.report(), Gate(0.0, impact))) == count


def test_review_is_let_through():
    pin = make.report(results=(make.result(outcome=Outcome.REVIEW),))

    assert shortfalls(pin, Gate(0.0, Impact.MINOR)) == ()


def test_sentence_names_guideline_and_cure():
    assert shortfalls(make.report(), Gate()) == (stop("small-text", "serious"),)


def test_old_draft_keeps_its_problems_but_gets_no_new_ones(tmp_path):
    old = make.report(sha256="1", value=10.0)
    worse = make.report(sha256="1", results=(make.result(), make.result("wide-image")))
    file = tmp_path / "old.json"
    file.write_text(baseline_text([old]))
    by = Gate(70.0, Impact.SERIOUS, read_baseline(file))

    assert shortfalls(old, by) == ()
    assert [each.guideline for each in shortfalls(worse, by)] == ["wide-image"]
    assert len(shortfalls(make.report(sha256="2", value=10.0), by)) == 2


@pytest.mark.parametrize("text", ["", "[]", '{"pins": 3}', "{}"])
def test_what_is_no_baseline_is_refused(tmp_path, text):
    file = tmp_path / "old.json"
    file.write_text(text)

    with pytest.raises(SettingsError):
        read_baseline(file)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(min_score=101),
        Settings(min_score=-1),
        Settings(fail_on="seriuos"),
        Settings(fail_on="pionts:20"),
        Settings(fail_on="points:many"),
        Settings(fail_on="text:101"),
        Settings(fail_on="points:nan"),
        Settings(fail_on=""),
    ],
)
def test_impossible_bar_is_refused(settings):
    with pytest.raises(SettingsError):
        gate(settings)


def errors(*names, impact=Impact.SERIOUS, part=Part.TEXT, reason="x: no engine"):
    made = [make.result(name, Outcome.ERROR, impact) for name in names]
    return tuple(replace(each, part=part, reason=reason) for each in made)


def test_a_gate_that_saw_all_is_not_blind():
    assert blind_spots(make.report(), Gate()) == ()


def test_text_that_was_not_read_is_a_blind_spot():
    results = errors("small-text", "missing-text")
    pin = make.report(results=results, score=Score(100.0, {}, partial=("text",)))

    assert blind_spots(pin, Gate()) == (Stop("text not judged: no engine"),)
    assert shortfalls(pin, Gate()) == ()


def test_text_that_was_not_to_be_read_is_none():
    unread = (make.result("missing-text", Outcome.REVIEW),)
    pin = make.report(results=unread, score=Score(100.0, {}, partial=("text", "copy")))

    assert blind_spots(pin, Gate(), reads_text=False) == ()
    assert len(blind_spots(pin, Gate())) == 1


@pytest.mark.parametrize(
    ("fail_on", "count"), [(Impact.SERIOUS, 0), (Impact.MODERATE, 1), (None, 0)]
)
def test_one_guideline_that_broke_counts_by_its_impact(fail_on, count):
    pin = make.report(results=errors("visual-clutter", impact=Impact.MODERATE))

    assert len(blind_spots(pin, Gate(0.0, fail_on))) == count


def test_parts_and_guidelines_that_broke_for_one_reason_are_told_once():
    results = errors("small-text") + errors("hidden-subject", part=Part.FOCUS)
    score = Score(100.0, {}, partial=("text", "focus"))
    pin = make.report(results=results, score=score)

    assert blind_spots(pin, Gate()) == (Stop("text and focus not judged: no engine"),)


@pytest.mark.parametrize(
    ("fail_on", "by"),
    [
        ("never", Gate(0.0, None)),
        ("serious", Gate(0.0, Impact.SERIOUS)),
        ("critical, minor", Gate(0.0, Impact.MINOR)),
        ("points:20", Gate(0.0, None, points=20.0)),
        ("Score:60,text:50", Gate(60.0, None, parts={"text": 50.0})),
        ("team,critical", Gate(67.0, Impact.CRITICAL, points=25.0)),
    ],
)
def test_what_a_gate_may_ask_for(fail_on, by):
    assert gate(Settings(fail_on=fail_on)) == by


def test_the_higher_of_two_scores_counts():
    assert gate(Settings(fail_on="team", min_score=40)).min_score == 67
    assert gate(Settings(fail_on="team", min_score=70)).min_score == 70


def test_presets_are_in_order():
    lenient, team, strict = (gate(Settings(fail_on=name)) for name in PRESETS)

    assert lenient.min_score < team.min_score < strict.min_score
    assert strict.points <= team.points


@pytest.mark.parametrize(("cost", "count"), [(24.9, 0), (25.0, 1)])
def test_a_fault_that_costs_so_many_points_is_not_met(cost, count):
    pin = make.report(results=(replace(make.result(), cost=cost),))

    found = shortfalls(pin, Gate(0.0, None, points=25.0))

    assert len(found) == count
    assert found == (stop("small-text", "25 points"),) * count


@pytest.mark.parametrize(("value", "count"), [(None, 0), (60.0, 0), (59.9, 1)])
def test_a_part_has_its_own_bar(value, count):
    pin = make.report(score=Score(100.0, {"text": value}), results=())

    found = shortfalls(pin, Gate(0.0, None, parts={"text": 60.0}))

    assert found == (Stop("text 59.9 is below 60"),) * count


def test_any_guideline_that_broke_blinds_a_gate_of_points():
    pin = make.report(results=errors("visual-clutter", impact=Impact.MINOR))

    assert len(blind_spots(pin, Gate(50.0, None))) == 1
    assert blind_spots(pin, Gate(0.0, None)) == ()


def test_a_baseline_carries_names_in_their_order(tmp_path):
    pins = [make.report("b.png", sha256="1"), make.report("a.png", sha256="2")]
    text = baseline_text(pins)
    file = tmp_path / "old.json"
    file.write_text(text)

    *pinned, end = json.loads(text)["pins"].items()
    assert [each["name"] for _, each in pinned] == ["a.png", "b.png"]
    assert end == ("", [])
    by = Gate(0.0, Impact.SERIOUS, read_baseline(file))
    assert let_through(pins[0], by) == ("small-text",)
    assert let_through(make.report(sha256="3"), by) == ()


def test_a_baseline_of_the_first_version_is_read(tmp_path):
    file = tmp_path / "old.json"
    file.write_text('{"baseline": 1, "pins": {"1": ["small-text"]}}')

    assert read_baseline(file) == {"1": frozenset(["small-text"])}


def test_a_pin_that_no_guideline_judges_is_not_seen():
    pin = make.report(score=Score(None))

    assert blind_spots(pin, Gate()) == (Stop("no guideline could judge it"),)


def test_a_baseline_of_one_picture_in_two_places_lets_both_through(tmp_path):
    file = tmp_path / "old.json"
    one, other = (
        make.report(f"{name}.png", results=[make.result(name)], sha256="1")
        for name in ("small-text", "vague-title")
    )
    file.write_text(baseline_text([one, other]))

    assert read_baseline(file) == {"1": frozenset(["small-text", "vague-title"])}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n"pins": {\n<<<<<<< HEAD\n', "could not merge .line 3."),
        ('{\n"pins": {}\n', "line 3 is no JSON"),
    ],
)
def test_a_baseline_that_broke_says_where(tmp_path, text, said):
    file = tmp_path / "old.json"
    file.write_text(text)

    with pytest.raises(SettingsError, match=said):
        read_baseline(file)


def test_baselines_that_git_merged_by_keeping_all_lines_are_read(tmp_path):
    one, two = (
        baseline_text([make.report(f"{sha}.png", sha256=sha) for sha in shas])
        for shas in ("ab", "ac")
    )
    shared, last = one.splitlines(), two.splitlines()
    file = tmp_path / "old.json"
    # What a union of both is: the lines that they share, and those of either.
    file.write_text("\n".join([*shared[:3], last[2], *shared[3:]]))

    assert set(read_baseline(file)) == {"a", "b", "c"}


def test_a_baseline_of_no_pin_is_read(tmp_path):
    file = tmp_path / "old.json"
    file.write_text(baseline_text([]))

    assert read_baseline(file) == {}
