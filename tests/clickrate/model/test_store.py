"""Model folders: whole, checked, and never silently of another kind."""

from __future__ import annotations

import dataclasses
import json
import math
import os
import sys
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model import store
from scorer.clickrate.model.learning_test import LearningTest
from scorer.clickrate.model.metrics import GuidelineSlope, Metrics
from scorer.core.errors import ModelError, OutputError
from scorer.core.storage.checksums import checksum_of
from tests.support.simulator import World, simulate

METRICS = Metrics(
    "pin_click_rate",
    60,
    50,
    (),
    LearningTest(),
    0,
    300,
    guideline_from_figures=GuidelineSlope(0, 1, 0.5),
)


@pytest.fixture(scope="module")
def account():
    return simulate(World(pins=60, later=20, features=6), 1)


@pytest.fixture(scope="module")
def model(account):
    return fit(account.table, Metric.PIN_CLICK_RATE, versions={"family.sim": "1"})


@pytest.fixture
def folder(tmp_path, model):
    store.save(model, METRICS, tmp_path / "mine", card="# card")
    return tmp_path / "mine"


def test_a_model_comes_back_as_it_went(folder, model, account):
    back = store.load(folder)

    assert back == model
    assert store.load_metrics(folder) == METRICS
    np.testing.assert_array_equal(
        back.creative(account.later.values, account.later.guidelines),
        model.creative(account.later.values, account.later.guidelines),
    )


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda text: text[: len(text) // 2], "not whole JSON"),
        (lambda text: text.replace('"baseline": -', '"baseline": -1'), "checksum"),
        (lambda text: text.replace('"schema": 3', '"schema": 7'), "'7'.*'3'"),
        (lambda text: text.replace('"kind": "model"', '"kind": "cat"'), "'cat'"),
        (lambda text: "[1]", "expected an object"),
        (lambda text: "[" * 100_000, "not whole JSON"),
    ],
)
def test_a_spoilt_file_is_refused(folder, spoil, says):
    path = folder / "model.json"
    path.write_text(spoil(path.read_text()))

    with pytest.raises(ModelError, match=says):
        store.load(folder)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("coefficients", [0.0], "coefficients"),
        ("guideline_sd", 0.0, "guideline_sd"),
        ("baseline", "x", "baseline"),
        ("variances", {"pin": 0.1}, "variances"),
        ("variances", {"pin": 0.1, "design": -1.0}, "variances.design"),
        ("guideline_mean", math.inf, "guideline_mean is inf"),
        ("ranks", [math.nan] * 101, "ranks.0"),
    ],
)
def test_a_poisoned_model_with_a_right_checksum_is_refused(folder, field, value, says):
    path = folder / "model.json"
    document = json.loads(path.read_text())
    document["model"][field] = value
    document["sha256"] = checksum_of(document["model"])
    path.write_text(json.dumps(document))

    with pytest.raises(ModelError, match=says):
        store.load(folder)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("high", -1e9, "is impossible"),
        ("mean", math.nan, r"curves.\d+.mean is nan"),
        ("knots", [0.0] * 9, "is impossible"),
        ("line", [[1.0], [1.0, 2.0]], "is impossible"),
        ("missing", 1.5, r"curves.\d+.missing"),
    ],
)
def test_a_poisoned_curve_is_refused(folder, field, value, says):
    path = folder / "model.json"
    document = json.loads(path.read_text())
    bent = next(each for each in document["model"]["curves"] if each["bend"])
    bent[field] = value
    document["sha256"] = checksum_of(document["model"])
    path.write_text(json.dumps(document))

    with pytest.raises(ModelError, match=says):
        store.load(folder)


def number_places(value, place=()):
    """Yield where the numbers in JSON data are; of a long list the first two."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        yield place
    entries = (
        value.items()
        if isinstance(value, dict)
        else list(enumerate(value))[:2]
        if isinstance(value, list)
        else ()
    )
    for key, each in entries:
        yield from number_places(each, (*place, key))


@pytest.mark.parametrize("name", ["model", "metrics"])
@pytest.mark.parametrize("number", [math.nan, math.inf, 1e308, -1e308, 1e-320])
def test_every_number_that_none_can_be_is_refused_by_name(folder, name, number):
    """Under a right checksum too; found by walking the file, not a list."""
    path = folder / f"{name}.json"
    text = path.read_text()
    places = list(number_places(json.loads(text)[name]))
    assert len(places) > (25 if name == "model" else 5)
    for place in places:
        document = json.loads(text)
        inner = document[name]
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = number
        document["sha256"] = checksum_of(document[name])
        path.write_text(json.dumps(document))
        wanted = next(key for key in reversed(place) if isinstance(key, str))

        with pytest.raises(ModelError, match=wanted):
            store.load(folder) if name == "model" else store.load_metrics(folder)


def test_a_model_of_no_numbers_is_not_written(folder, model):
    broken = dataclasses.replace(model, baseline=math.nan)

    with pytest.raises(ModelError, match=r"no number \(model\.baseline is nan\)"):
        store.save(broken, METRICS, folder)

    assert store.load(folder) == model


def test_the_keys_of_schema_2_are_still_read(folder, model):
    for name, kind in (("model.json", "model"), ("metrics.json", "metrics")):
        path = folder / name
        document = json.loads(path.read_text())
        body = document[kind]
        body["learnt"] = {**body.pop("learning_test"), "level": "learnt"}
        if "variances" in body:
            body["versions"]["account"] = "simulated"
            body["spreads"] = body.pop("variances")
            body["spreads"]["misfit"] = body["spreads"].pop("lack_of_fit")
        document |= {"schema": 2, "sha256": checksum_of(body)}
        path.write_text(json.dumps(document))

    back = store.load(folder)

    assert back.variances == model.variances
    assert back.simulated
    assert back.learning_test.level == "learned"
    assert store.load_metrics(folder).learning_test.level == "learned"


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(ModelError, match="cannot be read"):
        store.load(tmp_path / "none")


def test_other_features_are_refused_with_both_sides(model):
    units = {curve.name: curve.unit for curve in model.curves}
    name = model.names[0]

    store.require_compatible(model, units, {"family.sim": "1"})
    with pytest.raises(ModelError, match=r"'fitted to it'.*'not measured'"):
        store.require_compatible(
            model, {n: u for n, u in units.items() if n != name}, {}
        )
    with pytest.raises(ModelError, match=r"has '', .*has 'px'"):
        store.require_compatible(model, {**units, name: "px"}, {})
    with pytest.raises(ModelError, match=r"'1'.*'2'"):
        store.require_compatible(model, units, {"family.sim": "2"})


def test_the_previous_model_is_kept_and_comes_back(folder, model):
    old = (folder / "card.md").read_text()
    store.save(model, METRICS, folder, card="# newer")

    store.rollback(folder)

    assert (folder / "card.md").read_text() == old
    assert (store.previous_of(folder) / "card.md").read_text() == "# newer"


def test_a_folder_of_something_else_is_not_replaced(tmp_path, model):
    pictures = tmp_path / "pins"
    pictures.mkdir()
    (pictures / "a.jpg").write_bytes(b"x")
    with pytest.raises(OutputError, match=r"pins holds a\.jpg and no model"):
        store.save(model, METRICS, pictures)

    assert [each.name for each in tmp_path.iterdir()] == ["pins"]
    (pictures / "a.jpg").rename(pictures / ".DS_Store")
    store.save(model, METRICS, pictures)
    assert store.load(pictures).metric == model.metric


def test_what_others_put_beside_a_model_stays_with_it(folder, model):
    (folder / "notes.txt").write_text("mine")
    (folder / "exports").mkdir()
    (folder / "exports" / "a.csv").write_text("mine")
    for _ in range(3):
        store.save(model, METRICS, folder)
    store.rollback(folder)

    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "exports" / "a.csv").read_text() == "mine"


def test_two_files_of_one_name_are_both_kept(folder, model):
    store.save(model, METRICS, folder)
    for place in (folder, store.previous_of(folder)):
        (place / "notes.txt").write_text(place.name)
    store.save(model, METRICS, folder)

    names = [path.name for path in folder.glob("notes.*")]
    assert sorted(names) == ["notes.txt", "notes.txt.old"]


@pytest.mark.skipif(os.name == "nt", reason="Windows renames no folder in use")
def test_the_folder_that_one_is_in_is_known_by_its_name(folder, model, monkeypatch):
    monkeypatch.chdir(folder)
    here = Path()

    assert store.load(here).metric == model.metric
    assert store.previous_of(here) == folder.with_name(f"{folder.name}.previous")
    store.save(model, METRICS, here)
    assert store.load(folder).metric == model.metric
    with pytest.raises(OutputError, match="no folder for a model"):
        store.previous_of(Path(folder.anchor))


def test_no_previous_model_is_said(folder):
    with pytest.raises(ModelError, match="no previous"):
        store.rollback(folder)


_TOUCHING = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"}


def _killed_before(step, save, place):
    """Save in a child process that ends before it touches the place once more."""
    child = os.fork()
    if child == 0:
        steps = count(1)

        def watch(event, arguments):
            is_ours = event in _TOUCHING and str(place) in str(arguments)
            if is_ours and next(steps) == step:
                os._exit(9)

        sys.addaudithook(watch)
        save()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_killed_at_any_step_there_is_the_old_model_or_the_new(tmp_path, model):
    newer = dataclasses.replace(model, baseline=model.baseline / 2)
    was_killed = True
    for step in count(1):
        place = tmp_path / f"{step}"
        folder = place / "mine"
        store.save(model, METRICS, folder)
        store.save(model, METRICS, folder)  # so that there is a previous one, too

        was_killed = _killed_before(
            step, lambda here=folder: store.save(newer, METRICS, here), place
        )

        assert store.load(folder).baseline in (model.baseline, newer.baseline)
        assert store.load_metrics(folder) == METRICS
        store.save(newer, METRICS, folder)
        assert store.load(folder).baseline == newer.baseline
        if not was_killed:
            break
    assert step > 10
