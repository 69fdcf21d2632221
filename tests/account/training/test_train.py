"""The train command: a model folder, retraining, and the way back."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from scorer.account.insights import trainings
from scorer.account.training import figures
from scorer.account.training import training_rows as rows
from scorer.account.training.train import _kept_lines
from scorer.clickrate.data.target import Metric
from scorer.clickrate.model import store
from scorer.clickrate.model.terms.title_words import TITLE_WORDS
from tests.support.account import scorer, write_account

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trained")
    exports, features = write_account(folder)
    result = scorer("train", exports, "--features", features, "-o", folder / "m")
    assert result.exit_code == 0, result.output
    return folder, result


@pytest.fixture
def trained(once, tmp_path):
    """A trained account of the test's own."""
    shutil.copytree(once[0], tmp_path, dirs_exist_ok=True)
    return tmp_path, tmp_path / "pins.csv", tmp_path / "features.csv", once[1]


def test_a_model_folder_is_written(trained):
    folder, _, _, result = trained

    model = store.load(folder / "m")

    assert "200 pins with figures, 200 with features" in result.output
    assert model.learning_test.level == "learned"
    assert model.versions["family.geometry"]
    names = {path.name for path in (folder / "m").iterdir()}
    assert {"model.json", "metrics.json", "card.md", "rows.jsonl"} <= names
    assert all(store._OWN.fullmatch(name) for name in names)
    assert "effect-1.svg" in names
    card = (folder / "m" / "card.md").read_text()
    for heading in ("## Data", "## Left out", "## Results", "## Effects", "## Limits"):
        assert heading in card
    assert rows.load(folder / "m").ids[0] == "pin-0"


def test_a_healthy_update_is_promoted_and_can_be_taken_back(trained):
    folder, exports, features, _ = trained
    before = (folder / "m" / "model.json").read_text()
    table = [line.split(",") for line in exports.read_text().splitlines()]
    for row in table[1:]:
        row[1], row[2] = str(2 * int(row[1])), str(2 * int(row[2]))
    exports.write_text("\n".join(",".join(row) for row in table) + "\n")

    result = scorer("train", exports, "--features", features, "--update", folder / "m")

    assert result.exit_code == 0, result.output
    assert "Model replaced" in result.output
    assert (folder / "m" / "model.json").read_text() != before
    assert len(rows.load(folder / "m")) == 200
    back = scorer("train", "--rollback", folder / "m")
    assert "previous model restored" in back.output
    assert (folder / "m" / "model.json").read_text() == before


def test_a_broken_join_keeps_the_old_model(trained):
    folder, exports, features, _ = trained
    before = (folder / "m" / "model.json").read_text()
    lines = features.read_text().splitlines()
    cells = [line.split(",") for line in lines[1:]]
    ids = [row[1] for row in cells]
    for row, identity in zip(cells, ids[67:] + ids[:67], strict=True):
        row[1] = identity
    features.write_text("\n".join([lines[0], *(",".join(row) for row in cells)]))

    result = scorer("train", exports, "--features", features, "--update", folder / "m")

    assert result.exit_code == 1
    assert "Old model kept" in result.output
    assert (folder / "m" / "model.json").read_text() == before
    forced = scorer(
        "train", exports, "--features", features, "--update", folder / "m", "--force"
    )
    assert forced.exit_code == 0


@pytest.fixture
def months(tmp_path, trained):
    """Return exports of May and June of the trained account's pins, by Pin ID."""
    table = [line.split(",") for line in trained[1].read_text().splitlines()]
    for month, share in (("2026-05", 1.0), ("2026-06", 0.5)):
        head = ",".join(["Month", *table[0]])
        rows = [[month, row[0], *_shared(row, share), *row[3:]] for row in table[1:]]
        text = "\n".join([head, *map(",".join, rows)])
        (tmp_path / f"{month}.csv").write_text(text + "\n")
    return tmp_path / "2026-05.csv", tmp_path / "2026-06.csv"


def test_a_later_month_alone_adds_to_those_before(tmp_path, trained, months):
    features, (may, june) = trained[2], months
    model, at_once = tmp_path / "m", tmp_path / "at-once"
    scorer("train", may, "--features", features, "--out", model)

    result = scorer("train", june, "--features", features, "--update", model)
    scorer("train", may, june, "--features", features, "--out", at_once)

    assert result.exit_code == 0, result.output
    assert "together they are of 2026-05-01 to 2026-06-30" in result.output
    assert figures.load(model) == figures.load(at_once)
    assert _learned_from(model) == _learned_from(at_once)
    again = scorer("train", june, "--features", features, "--update", model)
    assert "say nothing that the model does not know" in again.output
    assert _learned_from(model) == _learned_from(at_once)
    back = scorer("train", "--rollback", model)
    assert "restored, of 200 pins with figures up to 2026-06-30" in back.output
    assert figures.load(model) == figures.load(at_once)


def _learned_from(folder):
    table = rows.load(folder)
    return sorted(
        zip(
            table.ids,
            table.impressions,
            table.counts[Metric.PIN_CLICK_RATE],
            strict=True,
        )
    )


def test_pins_that_were_measured_need_no_picture_again(tmp_path, trained, months):
    features, (may, june) = trained[2], months
    model, at_once = tmp_path / "m", tmp_path / "at-once"
    scorer("train", may, june, "--features", features, "--out", at_once)
    scorer("train", may, "--features", features, "--out", model)
    lines = features.read_text().splitlines()
    features.write_text("\n".join(lines[:11]) + "\n")

    result = scorer("train", june, "--features", features, "--update", model)
    alone = scorer("train", june, "--update", at_once)

    assert result.exit_code == 0, result.output
    assert "200 pins with figures, 200 with features" in result.output
    assert "without a row" not in result.output
    assert _learned_from(model) == _learned_from(at_once)
    assert len(np.unique(rows.load(model).designs)) == 200
    assert alone.exit_code == 0, alone.output
    assert "0 of 200 pins have a picture; 200 without one now were measured before" in (
        alone.output
    )


def test_pins_without_the_count_are_not_among_the_new_ones(tmp_path, trained, months):
    features, (may, june), model = trained[2], months, tmp_path / "m"
    scorer("train", may, "--features", features, "--out", model)
    lines = june.read_text().splitlines()
    june.write_text("\n".join([lines[0] + ",Saves", *(f"{x},1" for x in lines[1:])]))
    with june.open("a") as file:
        file.write("\n2026-06,pin-new,900,,Board 1,2026-05-02,3\n")
    with features.open("a") as file:
        file.write(",pin-new,,70,1000,1500\n")

    result = scorer("train", june, "--features", features, "--update", model)

    assert result.exit_code == 0, result.output
    assert "1 of 201 pins does not count: no export has both" in result.output
    assert trainings.load(model).all[-1].added == 0
    assert "1 of 201 pins does not count" in (model / "card.md").read_text()


def test_a_pin_that_is_left_out_now_keeps_its_figures(tmp_path, trained, months):
    features, (may, june), model = trained[2], months, tmp_path / "m"
    scorer("train", may, "--features", features, "--out", model)
    before = dict(map(_first_of, _learned_from(model)))
    lines = june.read_text().splitlines()
    paid = [f"{line},{'yes' if 'pin-7,' in line else 'no'}" for line in lines[1:]]
    june.write_text("\n".join([f"{lines[0]},Promoted", *paid]))

    result = scorer("train", june, "--features", features, "--update", model)

    assert result.exit_code == 0, result.output
    assert "1 pin that is left out now: the figures of before stay" in result.output
    after = dict(map(_first_of, _learned_from(model)))
    assert after["pin-7"] == before["pin-7"]
    assert after["pin-8"] > before["pin-8"]


def _first_of(row):
    return row[:2]


def test_exports_of_another_account_are_not_taken_in(tmp_path, trained, months):
    features, (may, june), model = trained[2], months, tmp_path / "m"
    scorer("train", may, "--features", features, "--out", model)
    before = figures.load(model)
    june.write_text(june.read_text().replace("pin-", "nip-"))
    empty = tmp_path / "empty.csv"
    empty.write_text("Pin ID,Month,Impressions,Pin clicks\npin-new,2026-06,9,99\n")

    other = scorer("train", june, "--features", features, "--update", model)
    pictures = scorer("train", june, "--pins", tmp_path, "--update", model)
    nothing = scorer("train", empty, "--features", features, "--update", model)

    assert (other.exit_code, pictures.exit_code, nothing.exit_code) == (2, 2, 2)
    assert "200 pins, none with a picture or a row of features" in other.output
    assert "200 pins with figures, none with a picture" in pictures.output
    assert "no pin of these exports is of use: 1 left out: pin with more clicks" in (
        nothing.output
    )
    assert figures.load(model) == before


def test_an_older_version_s_model_gives_its_figures(
    tmp_path, trained, months, monkeypatch
):
    features, (may, june), model = trained[2], months, tmp_path / "m"
    at_once = tmp_path / "at-once"
    scorer("train", may, "--features", features, "--out", model)
    scorer("train", may, june, "--features", features, "--out", at_once)
    monkeypatch.setattr(
        "scorer.account.estimate.versions", lambda _: {"family.geometry": "99"}
    )
    few = tmp_path / "few.csv"
    few.write_text("\n".join(features.read_text().splitlines()[:101]) + "\n")

    stopped = scorer("train", june, "--features", few, "--update", model)
    result = scorer("train", june, "--features", features, "--update", model)

    assert stopped.exit_code == 1, stopped.output
    assert "100 of 200 pins that it learned from have no picture now" in stopped.output
    assert "Old model kept: give all pictures" in stopped.output
    assert result.exit_code == 0, result.output
    assert (
        "The model is of another version of scorer (family.geometry: model"
        in result.output
    )
    assert "learned anew, from the figures that it kept, too" in result.output
    assert _learned_from(model) == _learned_from(at_once)
    assert len(trainings.load(model).all) == 2
    (model / figures.FILE).unlink()
    alone = scorer("train", june, "--features", features, "--update", model)
    assert alone.exit_code == 2
    assert "train the model again with this version" in alone.output


def test_days_add_nothing_to_figures_of_the_whole_life(trained, months):
    folder, _, features, _ = trained
    before = _learned_from(folder / "m")

    result = scorer(
        "train", months[0], "--features", features, "--update", folder / "m"
    )

    assert result.exit_code == 0, result.output
    assert "200 pins have figures of the whole life" in result.output
    assert _learned_from(folder / "m") == before


def test_a_later_month_alone_takes_no_place_in_a_model_that_kept_none(
    tmp_path, trained, months
):
    features, (may, june), model = trained[2], months, tmp_path / "m"
    scorer("train", may, "--features", features, "--out", model)
    (model / figures.FILE).unlink()

    alone = scorer("train", june, "--features", features, "--update", model)
    both = scorer("train", may, june, "--features", features, "--update", model)
    forced = scorer("train", "--rollback", model)
    forced = scorer("train", june, "--features", features, "--update", model, "--force")

    assert alone.exit_code == 1
    assert "than before: the new exports are of 2026-06-01 to 2026-06-30" in (
        alone.output
    )
    assert "give the exports of all months together" in alone.output
    assert "only the figures of 2026-06-01 to 2026-06-30 count now" in forced.output
    assert both.exit_code == 0, both.output
    assert "count now" not in both.output


def _shared(row, share):
    return [str(int(int(cell) * share) + 1) for cell in row[1:3]]


def test_counts_that_fall_stop_an_update(trained):
    folder, exports, features, _ = trained
    table = [line.split(",") for line in exports.read_text().splitlines()]
    for row in table[1:]:
        row[1], row[2] = str(int(row[1]) // 2 + 1), str(int(row[2]) // 2)
    exports.write_text("\n".join(",".join(row) for row in table) + "\n")

    result = scorer("train", exports, "--features", features, "--update", folder / "m")

    assert result.exit_code == 1
    assert "pins have lower counts than before" in result.output


def test_titles_need_no_picture(tmp_path):
    lines = ["title,impressions,clicks,group"]
    for index in range(60):
        number = f"{index + 3} Cozy Ideas for Small Homes" if index % 2 else "Decor"
        lines.append(f"{number},{900 + index},{9 + 9 * (index % 2)},g{index // 2}")
    path = tmp_path / "titles.csv"
    path.write_text("\n".join(lines) + "\n")

    result = scorer("train", path, "--families", "title", "-o", tmp_path / "m")

    assert result.exit_code == 0, result.output
    names = store.load(tmp_path / "m").names
    assert names[-1] == TITLE_WORDS
    assert all(name.startswith("title.") for name in names[:-1])
    assert "was read as pin clicks" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("train",), "give the exports"),
        (("train", "pins.csv"), "say where the model goes"),
        (("train", "--rollback", "gone"), "has no previous model"),
        (("train", "gone.csv", "-o", "m"), "gone.csv does not exist"),
        (("train", "a.csv", "-o", "m", "--update", "m"), "say one of --out, --update"),
        (("train", "a.csv", "--update", "gone"), "train the first one with --out gone"),
        (("train", "a.csv", "-o", HERE), "and no model: nothing is written there"),
    ],
)
def test_what_is_missing_is_said(arguments, message):
    result = scorer(*arguments)

    assert result.exit_code == 2
    assert message in result.output


def test_a_model_goes_on_learning_the_rate_that_it_learned(trained):
    folder, exports, features, _ = trained
    before = (folder / "m" / "model.json").read_text()
    given = ("train", exports, "--features", features, "--update", folder / "m")
    result = scorer(*given, "--metric", "save_rate")

    assert result.exit_code == 2
    assert "holds a model of pin_click_rate, not of save_rate" in result.output
    assert (folder / "m" / "model.json").read_text() == before


def test_a_new_model_in_the_place_of_another_says_where_that_is(trained):
    folder = trained[0]
    (line,) = _kept_lines(folder / "m")

    assert f"it is kept as {folder / 'm.previous'}" in line
    assert _kept_lines(folder) == ()


def test_new_rows_with_other_features_are_refused(trained):
    folder, exports, features, _ = trained
    lines = [line.rsplit(",", 1)[0] for line in features.read_text().splitlines()]
    features.write_text("\n".join(lines) + "\n")

    result = scorer("train", exports, "--features", features, "--update", folder / "m")

    assert result.exit_code == 2
    assert "geometry.height_px: the model's rows have" in result.output


def test_scores_of_a_stored_table_are_quick_data(trained):
    folder = trained[0]
    result = scorer(
        "evaluate",
        trained[1],
        "--features",
        trained[2],
        "--model",
        folder / "m",
        "-f",
        "json",
    )

    assert json.loads(result.stdout)["trained"]["pins"] == 200


@pytest.mark.slow
def test_a_simulated_account_is_called_so_wherever_its_model_speaks(tmp_path):
    account = "fixtures/account"
    result = scorer(
        "train",
        f"{account}/exports",
        "--families",
        "title",
        "-o",
        tmp_path / "m",
    )

    assert "simulated" in result.output
    assert "simulated" in (tmp_path / "m" / "card.md").read_text()
    pin = "fixtures/pins/good-coffee.jpg"
    options = ("--ocr-engine", "none", "--model", tmp_path / "m", "-f", "json")
    scored = json.loads(scorer("score", pin, *options).stdout)
    notices = scored["reports"][0]["score"]["estimate"]["notices"]
    assert notices[0] == "from a model of a simulated account"


def test_too_few_pins_say_why_the_others_were_left_out(tmp_path):
    rows = [f"{10**12 + n},900,1,30\n" for n in range(25)]
    rows += [f"{2 * 10**12 + n},900,30,1\n" for n in range(3)]
    exports = tmp_path / "exports.csv"
    exports.write_text(
        "Pin ID,Impressions,Pin clicks,Outbound clicks\n" + "".join(rows)
    )

    result = scorer(
        "train", exports, "--families", "title", "--out", tmp_path / "model"
    )

    assert result.exit_code == 2
    assert "3 pins with pin clicks are too few to learn from" in result.output
    assert "25 left out: pin with more outbound clicks than pin clicks" in result.output


def test_pins_without_a_click_are_told_in_words(tmp_path):
    exports = tmp_path / "exports.csv"
    rows = [f"{10**12 + n},A title {n},900,0\n" for n in range(25)]
    exports.write_text("Pin ID,Title,Impressions,Pin clicks\n" + "".join(rows))

    result = scorer(
        "train", exports, "--families", "title", "--out", tmp_path / "model"
    )

    assert "none of 25 pins has a single pin click" in result.output
