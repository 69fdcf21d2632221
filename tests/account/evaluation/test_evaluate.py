"""An evaluation in every form."""

import json
from dataclasses import replace
from datetime import date

import pytest

from scorer.account.evaluation.calibration import Check
from scorer.account.evaluation.evaluate import Evaluation, as_page, as_text, held
from scorer.account.evaluation.summary import rests_on, verdict
from scorer.account.insights.changed import came_true_lines
from scorer.account.insights.trainings import training_of
from scorer.account.insights.words import enough_sentence, no_single
from scorer.clickrate.model.learning_test import LACKS_DAYS, LearningTest
from scorer.clickrate.model.metrics import GuidelineSlope, Metrics
from scorer.clickrate.validate.came_true import CameTrue
from tests.support.account import METRICS, scorer, write_account


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_evaluate_in_every_form(fitted, form):
    folder = fitted[0]
    result = scorer(
        "evaluate",
        folder / "pins.csv",
        "--features",
        folder / "features.csv",
        "--model",
        folder / "model",
        "--format",
        form,
    )

    assert result.exit_code == 0, result.output
    if form != "json":
        assert "From 200 pins: yes" in result.stdout
    assert "200 pins" in result.stdout
    if form == "json":
        assert len(json.loads(result.stdout)["check"]["lift"]) == 5
    if form == "html":
        assert result.stdout.count("<svg") >= 3
        assert "http" not in result.stdout.replace("http-equiv", "")


@pytest.mark.parametrize(
    ("share", "pins", "said"),
    [
        (5 / 6, 6, "5 of 6 well-counted pins lie in their 80 % interval"),
        (1.0, 1, "1 of 1 well-counted pin lies in its 80 % interval"),
        (0.81, 100, "81 of 100 well-counted pins (81 %) lie in their 80 % interval"),
    ],
)
def test_a_share_of_few_pins_is_a_count(share, pins, said):
    found = Check((), (), 0.5, 200, held=share, well_counted=pins)

    assert held(found)[0] == said


def test_an_evaluation_speaks_of_what_the_model_learned():
    found = Check((), (1.0,), 0.5, 200)
    saves = Evaluation("m", "save_rate", METRICS, found, (), ())

    assert "agrees with their saves to 0.50" in as_text(saves)
    assert "  saves of each fifth" in as_text(saves)
    assert "Across: saves per impression" in as_page(saves)


def test_where_days_are_lacking_nobody_is_sent_for_more_pins():
    few = LearningTest(0.01, "early", f"held in your 90 pins: {LACKS_DAYS}")
    lacking = replace(METRICS, learning_test=few, enough=450)
    others = replace(METRICS, learning_test=LearningTest(0.1, "early", "early signs"))

    assert not any("are enough" in line for line in verdict(lacking))
    assert "More pins alone cannot prove it" in enough_sentence(lacking)
    assert any("About 450 pins are enough" in line for line in verdict(others))
    assert "About 450 pins are enough" in enough_sentence(others)


def test_pins_of_the_training_are_left_out(tmp_path):
    exports, features = write_account(tmp_path, pins=200)
    rows = exports.read_text().splitlines()
    older, newer = tmp_path / "older.csv", tmp_path / "newer.csv"
    older.write_text("\n".join(rows[:151]) + "\n")
    newer.write_text("\n".join([rows[0], *rows[101:]]) + "\n")
    folder = tmp_path / "model"
    made = scorer("train", older, "--features", features, "--out", folder)
    assert made.exit_code == 0, made.output

    found = scorer(
        "evaluate", newer, "--features", features, "--model", folder, "-f", "json"
    )
    said = scorer("evaluate", newer, "--features", features, "--model", folder)
    same = scorer("evaluate", older, "--features", features, "--model", folder)

    check = json.loads(found.stdout)["check"]
    assert (check["rows"], check["trained_on"], check["is_new"]) == (50, 50, True)
    assert "On 50 pins that are new to the model; 50 left out: it learned" in (
        said.stdout
    )
    assert "these figures flatter" in same.stdout


def test_an_account_that_moved_away_is_warned_of(tmp_path):
    exports, features = write_account(tmp_path, pins=200)
    rows = exports.read_text().splitlines()
    older, newer = tmp_path / "older.csv", tmp_path / "newer.csv"
    older.write_text("\n".join(rows[:151]) + "\n")
    moved = []
    for row in rows[151:]:
        pin, shown, clicks, board, day = row.split(",")
        moved.append(",".join([pin, shown, str(int(clicks) // 6), board, day]))
    newer.write_text("\n".join([rows[0], *moved]) + "\n")
    folder = tmp_path / "model"
    scorer("train", older, "--features", features, "--out", folder)

    said = scorer("evaluate", newer, "--features", features, "--model", folder)

    assert "moved away from this model" in said.stdout
    pin = ("fixtures/pins/wide.jpg", "--ocr-engine", "none", "-f", "json")
    scored = scorer("score", *pin, "--model", folder)
    assert "moved away from this model" in scored.stdout
    scorer("train", older, "--features", features, "--out", folder)
    scored = scorer("score", *pin, "--model", folder)
    assert '"estimate":{' in scored.stdout
    assert "moved away from this model" not in scored.stdout


def test_newer_figures_that_were_altered_are_refused(tmp_path):
    exports, features = write_account(tmp_path, pins=100)
    folder = tmp_path / "model"
    scorer("train", exports, "--features", features, "--out", folder)
    (folder / "newer.json").write_text("{}")

    result = scorer(
        "score", "fixtures/pins/wide.jpg", "--ocr-engine", "none", "--model", folder
    )

    assert result.exit_code == 2
    assert "newer.json" in result.output


@pytest.mark.parametrize(
    ("level", "added"),
    [
        ("learned", "What works can change"),
        ("past", "Held in the past"),
        ("not-yet", ""),
    ],
)
def test_what_may_not_last_is_said_beside_the_answer(level, added):
    test = LearningTest(0.001, level, "held in the past, not in your newest pins")
    found = rests_on(Metrics("save_rate", 9, 9, (), test, 0.5, 0))

    first, *rest = found.split("1,000 tries")
    assert first.startswith("Tested on pins")
    assert "".join(rest).removeprefix(". ").startswith(added)
    assert bool("".join(rest)) == bool(added)


@pytest.mark.parametrize("level", ["learned", "not-yet"])
def test_of_titles_alone_nothing_is_said_of_designs(level):
    test = LearningTest(0.001, level, "")
    metrics = replace(METRICS, titles_only=True, learning_test=test, enough=None)
    metrics = replace(metrics, guideline_from_figures=None)

    said = " ".join((*verdict(metrics), enough_sentence(metrics), no_single(metrics)))

    assert "titles" in said
    assert "design" not in said
    assert "guideline" not in said


@pytest.mark.parametrize(
    ("slope", "said"),
    [
        (GuidelineSlope(0.1, 0.03, 0.999), "bear the guidelines out (99 % sure): pins"),
        (GuidelineSlope(-0.1, 0.05, 0.04), "go against the guidelines (96 % sure)"),
        (GuidelineSlope(0.1, 0.2, 0.7), "do not show yet whether pins with better"),
    ],
)
def test_guidelines_hold_where_the_figures_show_it(slope, said):
    metrics = replace(METRICS, guideline_from_figures=slope)

    (line,) = (each for each in verdict(metrics) if "guideline" in each)

    assert said in line


def test_a_model_of_saves_speaks_of_saves():
    slope = GuidelineSlope(0.1, 0.03, 0.99)
    metrics = replace(METRICS, metric="save_rate", guideline_from_figures=slope)
    came = CameTrue(24, 2729.0, 2615.0, 1.0, 0.5, ())

    said = " ".join(
        (
            *verdict(metrics),
            *came_true_lines(came, training_of(metrics, date(2026, 7, 1)).clicks),
        )
    )

    assert "about your saves" in said
    assert "% more saves" in said
    assert "expected 2,729 saves" in said
    assert "clicks" not in said
