"""A year of monthly retraining: what a right one, a null one and a wrong one meet."""

import csv

import numpy as np
import pytest

from scorer.account.insights import trainings
from scorer.clickrate.fit.posterior import posterior
from scorer.clickrate.model import store
from tests.support.account import FEATURES, scorer

MONTHS, FIRST, PER_MONTH = 12, 40, 15


@pytest.fixture
def account(tmp_path):
    """Return a function that writes an account as it is after some months."""

    def write(months, *, effect, shifted=0):
        rng = np.random.default_rng(11)
        pins = FIRST + PER_MONTH * months
        exports, features = tmp_path / "pins.csv", tmp_path / "features.csv"
        with exports.open("w") as one, features.open("w") as two:
            figures, numbers = csv.writer(one), csv.writer(two)
            figures.writerow(["Pin ID", "Impressions", "Pin clicks", "Created at"])
            numbers.writerow(["path", "id", "sha256", "guidelines", *FEATURES])
            for index in range(pins):
                width, height = rng.uniform(600, 1400), rng.uniform(900, 2100)
                age = months - max(0, index - FIRST) // PER_MONTH
                seen = [int(rng.lognormal(6, 1)) + 20 for _ in range(MONTHS + 1)]
                own = rng.normal(0, 0.4) + effect * (width - 1000) / 400
                clicks = [rng.poisson(each * 0.02 * np.exp(own)) for each in seen]
                figures.writerow(
                    [
                        f"pin-{index}",
                        sum(seen[: age + 1]),
                        sum(clicks[: age + 1]),
                        f"2025-{1 + max(0, index - FIRST) // PER_MONTH:02}-10",
                    ]
                )
                identity = f"pin-{(index + shifted) % pins}"
                score = 60 + rng.integers(30)
                numbers.writerow(["", identity, "", score, width, height])
        return exports, "--features", features

    return write


def run_year(account, folder, effect):
    """Train, retrain each month, and return what was said."""
    first = account(0, effect=effect)
    return [
        scorer("train", *first, "-o", folder),
        *(
            scorer("train", *account(month, effect=effect), "--update", folder)
            for month in range(1, MONTHS)
        ),
    ]


@pytest.mark.slow
def test_an_account_without_effects_is_promoted_and_said_to_have_learned_nothing(
    account, tmp_path
):
    said = run_year(account, tmp_path / "m", effect=0.0)

    assert not [(each.output, each.exception) for each in said if each.exit_code]
    assert len(said) == MONTHS
    kept = trainings.load(tmp_path / "m").all
    assert [each.pins for each in kept] == [
        FIRST + PER_MONTH * month for month in range(MONTHS)
    ]
    assert [each.level for each in kept].count("not-yet") >= MONTHS - 2
    assert store.load(tmp_path / "m").span.pins == kept[-1].pins
    assert not any("joined" in each.output for each in said)
    quiet = [each for each in said if "nothing to compare" in each.output]
    assert len(quiet) >= MONTHS - 3


@pytest.mark.slow
def test_an_account_with_effects_is_promoted_and_its_changes_are_named(
    account, tmp_path
):
    said = run_year(account, tmp_path / "m", effect=0.2)

    assert not [(each.output, each.exception) for each in said if each.exit_code]
    assert len(said) == MONTHS
    kept = trainings.load(tmp_path / "m").all
    assert kept[-1].level == "learned"
    named = [each for training in kept for each in training.changes]
    assert "geometry.width_px" in {each.feature for each in named}
    assert any("width of the image (from" in each.output for each in said)
    assert all(each.came_true.pins == PER_MONTH for each in kept[1:])
    assert "new to it, the last model expected" in said[-1].output
    best = [each.came_true.groups for each in kept[6:]]
    assert sum(each[-1].observed > each[0].observed for each in best) >= 5


def test_a_flag_that_the_processor_sets_without_cause_stops_no_training(
    account, tmp_path, monkeypatch
):
    def flagging(*arguments, **options):
        found = posterior(*arguments, **options)
        assert not np.isfinite(np.array([np.inf]) @ np.array([0.0]))  # sets the flag
        return found

    monkeypatch.setattr("scorer.account.training.train.posterior", flagging)
    folder = tmp_path / "m"

    for months, where in ((3, "-o"), (4, "--update")):
        said = scorer("train", *account(months, effect=0.45), where, folder)
        assert said.exit_code == 0, said.output


@pytest.mark.parametrize("effect", [0.0, 0.45])
def test_pictures_joined_to_other_pins_stop_it_whatever_was_learned(
    account, tmp_path, effect
):
    folder = tmp_path / "m"
    scorer("train", *account(5, effect=effect), "-o", folder)
    before = (folder / "model.json").read_text()

    stopped = scorer(
        "train", *account(6, effect=effect, shifted=31), "--update", folder
    )

    assert stopped.exit_code == 1
    assert "their pictures are others now" in stopped.output
    assert (folder / "model.json").read_text() == before
    assert len(trainings.load(folder).all) == 1
    forced = scorer(
        "train", *account(6, effect=effect, shifted=31), "--update", folder, "--force"
    )
    assert forced.exit_code == 0
    assert len(trainings.load(folder).all) == 2


def test_a_model_that_kept_no_trainings_is_retrained_as_any(account, tmp_path):
    folder = tmp_path / "m"
    scorer("train", *account(3, effect=0.45), "-o", folder)
    (folder / trainings.FILE).unlink()

    result = scorer("train", *account(4, effect=0.45), "--update", folder)

    assert result.exit_code == 0, result.output
    assert len(trainings.load(folder).all) == 1
