"""The golden report: the whole path, and what each drawn failure is found for."""

import json
from pathlib import Path

import pytest

from tools.golden import GOLDEN, reports

# Libraries differ a little between versions; a changed measure differs by more.
NEAR = {"rel": 0.02, "abs": 0.02}


@pytest.fixture(scope="module")
def found():
    return {Path(report["path"]).stem: report for report in reports()}


@pytest.fixture(scope="module")
def golden():
    stored = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return {Path(report["path"]).stem: report for report in stored}


def test_scores_and_outcomes_stand(found, golden):
    assert found.keys() == golden.keys()
    for name, report in golden.items():
        assert _outcomes(found[name]) == _outcomes(report), name
        scores = (found[name]["score"]["guidelines"], report["score"]["guidelines"])
        assert scores[0] == pytest.approx(scores[1], abs=1.0), name


def test_each_part_was_judged(golden):
    assert [name for name, each in golden.items() if each["score"]["partial"]] == []


def test_measures_stand(found, golden):
    for name, report in golden.items():
        assert found[name]["features"].keys() == report["features"].keys(), name
        for feature, measured in report["features"].items():
            value = found[name]["features"][feature]["value"]
            assert value == pytest.approx(measured["value"], **NEAR), (name, feature)


@pytest.mark.parametrize(
    ("pin", "guideline"),
    [
        ("clipped-text", "clipped-text"),
        ("cluttered", "visual-clutter"),
        ("covered-corner", "covered-corner"),
        ("crowded-text", "wordy-text"),
        ("dark", "dark-image"),
        ("low-contrast-text", "low-contrast-text"),
        ("low-resolution", "low-resolution"),
        ("missing-text", "missing-headline"),
        ("near-white", "tinted-background"),
        ("small-text", "small-text"),
        ("square", "shouting"),
        ("square", "wide-image"),
        ("tall", "missing-title"),
        ("tall", "tall-image"),
        ("wide", "wide-image"),
    ],
)
def test_each_drawn_failure_is_found(found, pin, guideline):
    assert _outcomes(found[pin])[guideline] == "fail"


@pytest.mark.parametrize("pin", ["good-coffee", "good-cat", "good-before-after"])
def test_good_pins_score_well(found, pin):
    assert found[pin]["score"]["guidelines"] >= 85


def _outcomes(report):
    return {each["id"]: each["outcome"] for each in report["results"]}
