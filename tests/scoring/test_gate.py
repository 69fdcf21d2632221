"""The gate before posting."""

import pytest

from scorer.core.errors import SettingsError
from scorer.core.guideline import Impact, Outcome
from scorer.core.settings import Settings
from scorer.scoring.gate import Gate, baseline_text, gate, read_baseline, shortfalls
from tests.reports import _make as make


@pytest.mark.parametrize(("bar", "count"), [(49.0, 0), (50.0, 0), (50.1, 1)])
def test_score_on_the_bar_is_met(bar, count):
    assert len(shortfalls(make.report(value=50.0), Gate(bar, None))) == count


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
    (sentence,) = shortfalls(make.report(), Gate())

    assert sentence.startswith("small-text (serious): ")
    assert sentence.endswith("→ use larger letters")


def test_old_draft_keeps_its_problems_but_gets_no_new_ones(tmp_path):
    old = make.report(sha256="1", value=10.0)
    worse = make.report(sha256="1", results=(make.result(), make.result("wide-image")))
    file = tmp_path / "old.json"
    file.write_text(baseline_text([old]))
    by = Gate(70.0, Impact.SERIOUS, read_baseline(file))

    assert shortfalls(old, by) == ()
    assert [line.split()[0] for line in shortfalls(worse, by)] == ["wide-image"]
    assert len(shortfalls(make.report(sha256="2", value=10.0), by)) == 2


@pytest.mark.parametrize("text", ["", "[]", '{"pins": 3}', "{}"])
def test_what_is_no_baseline_is_refused(tmp_path, text):
    file = tmp_path / "old.json"
    file.write_text(text)

    with pytest.raises(SettingsError):
        read_baseline(file)


@pytest.mark.parametrize(
    "settings",
    [Settings(min_score=101), Settings(min_score=-1), Settings(fail_on="seriuos")],
)
def test_impossible_bar_is_refused(settings):
    with pytest.raises(SettingsError):
        gate(settings)
