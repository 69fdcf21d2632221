"""What to change first."""

from dataclasses import replace

import pytest

from scorer.core.guideline import Finding, Impact, Outcome, Part
from scorer.core.report import GuidelineResult
from scorer.core.units import Box, Quantity, Unit
from scorer.scoring.advice import most_costly_first, suggest
from scorer.scoring.score import score, with_costs


def failed(name, impact, value=0.0):
    seen = Quantity(1, Unit.COUNT)
    finding = Finding("code", "seen", f"mend {name}", seen, seen)
    return GuidelineResult(
        name, "t", Part.TEXT, Outcome.FAIL, value, impact, findings=(finding,)
    )


RESULTS = with_costs(
    [
        failed("minor", Impact.MINOR),
        failed("nearly", Impact.CRITICAL, 0.95),
        failed("serious", Impact.SERIOUS),
    ]
)


def test_the_change_worth_most_comes_first():
    assert [each.guideline for each in suggest(RESULTS)] == [
        "serious",
        "minor",
        "nearly",
    ]


def test_the_gain_is_what_the_score_rises_by_when_it_is_met():
    first = suggest(RESULTS)[0]
    met = [
        replace(each, score=1.0) if each.id == first.guideline else each
        for each in RESULTS
    ]

    rise = score(met).guidelines - score(RESULTS).guidelines
    assert first.gain.guidelines == pytest.approx(rise, abs=0.11)


def test_points_for_several_findings_say_how_many_more_there_are():
    one = failed("several", Impact.SERIOUS)
    (first,) = one.findings
    others = [replace(first, advice=f"mend {name}") for name in ("a", "b", "b")]
    (costly,) = with_costs([replace(one, findings=(first, *others))])

    assert suggest([costly])[0].change == "mend several (and 2 more)"


def test_an_estimate_comes_after_what_is_sure():
    results = with_costs(
        [
            failed("scattered-focus", Impact.CRITICAL),
            failed("wordy-text", Impact.MINOR),
            failed("visual-clutter", Impact.SERIOUS),
        ]
    )

    assert [each.guideline for each in suggest(results)] == [
        "visual-clutter",
        "wordy-text",
        "scattered-focus",
    ]


def test_what_costs_nothing_comes_after_an_estimate():
    estimate = replace(failed("scattered-focus", Impact.MODERATE), cost=9.0)
    free = replace(failed("misspelled-word", Impact.MODERATE), cost=0.0)

    assert most_costly_first([free, estimate]) == (estimate, free)


def test_preview_is_no_advice():
    assert suggest([replace(RESULTS[0], preview=True)]) == ()


def at(name, impact, region, value=0.0):
    result = failed(name, impact, value)
    (finding,) = result.findings
    return replace(result, findings=(replace(finding, region=region),))


@pytest.mark.parametrize(
    ("words", "order"),
    [
        # Of the same few words: whoever adds a headline need not mend them first.
        (Box(10, 10, 80, 20), ["missing-headline", "low-contrast-text"]),
        (Box(300, 500, 80, 20), ["low-contrast-text", "missing-headline"]),
        (None, ["low-contrast-text", "missing-headline"]),
    ],
)
def test_a_mark_is_not_made_readable_before_there_is_a_headline(words, order):
    results = with_costs(
        [
            at("missing-headline", Impact.SERIOUS, Box(5, 5, 200, 40), 0.8),
            at("low-contrast-text", Impact.CRITICAL, words),
        ]
    )

    assert [each.guideline for each in suggest(results)] == order


def test_what_the_end_of_the_scale_hides_is_advised_in_the_same_order():
    names = (
        "dark-image",
        "faded-image",
        "empty-space",
        "missing-headline",
        "text-card",
    )
    faults = [failed(name, Impact.SERIOUS) for name in names]
    results = with_costs(faults, finish=-2.0)
    minor = [failed("shouting", Impact.MINOR, 0.9)]
    advised = [each.guideline for each in suggest([*results, *minor])]

    assert max(each.cost for each in results) < 0.5
    assert advised == [each.id for each in most_costly_first(results)]
