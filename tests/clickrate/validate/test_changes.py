"""What changed between two models, and how the older one's estimates came true."""

from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.model import LearningTest
from scorer.clickrate.model.together import companions
from scorer.clickrate.validate.came_true import came_true
from scorer.clickrate.validate.changes import Kind, _changed, _likely, changes

METRIC = Metric.PIN_CLICK_RATE


def table(effects, seed=0, pins=400):
    """Return pins whose log rates go with as many features."""
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(pins, len(effects)))
    seen = np.full(pins, 3000.0)
    clicks = rng.poisson(seen * 0.02 * np.exp(values @ np.array(effects)))
    return Table(
        names=tuple(f"f{j}" for j in range(len(effects))),
        units=("",) * len(effects),
        values=values,
        guidelines=np.full(pins, np.nan),
        counts={METRIC: clicks.astype(float)},
        impressions=seen,
        topics=np.zeros(pins, np.int64),
        topic_names=("board",),
        days=np.full(pins, np.nan),
        designs=np.arange(pins),
        ids=tuple(f"{seed}-{i}" for i in range(pins)),
    )


def model(effects, seed=0, level="learned"):
    return replace(
        fit(table(effects, seed), METRIC), learning_test=LearningTest(0.001, level)
    )


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (0.0, 0.3, Kind.NEW),
        (0.3, 0.0, Kind.GONE),
        (0.15, 0.4, Kind.GREW),
        (0.4, 0.15, Kind.SHRANK),
        (0.3, -0.3, Kind.TURNED),
        (0.3, 0.3, None),
    ],
)
def test_each_kind_of_change_is_named(before, after, kind):
    found = changes(model([before, 0.25]), model([after, 0.25], seed=1), table([0, 0]))

    kinds = {each.feature: each.kind for each in found}
    assert kinds.get("f0") == kind
    assert "f1" not in kinds


@pytest.mark.parametrize(
    ("said", "kind", "before"), [(0.7, None, None), (0.3, Kind.GREW, 0.3)]
)
def test_what_the_last_training_said_is_what_is_compared(said, kind, before):
    """The last answer was of a group, which is another now."""
    rows = table([0, 0])
    models = model([0.1, 0.25]), model([0.3, 0.25], seed=1)
    found = companions(models[1].names, rows.as_seen_by(models[1]))
    new = _likely(models[1], found)
    last = replace(new["f0"], effect=said)

    changed = _changed(new["f0"], models, found, ({"f0": last}, new))

    assert (changed and changed.kind) == kind
    assert (changed and changed.before) == before


def test_models_that_learned_nothing_have_no_changes():
    null = model([0.3], level="not-yet")

    assert changes(null, replace(null), table([0])) == ()
    assert [each.kind for each in changes(null, model([0.3], seed=1), table([0]))] == [
        Kind.NEW
    ]


def test_what_moves_together_is_one_change():
    def doubled(effect, seed):
        rows = table([effect], seed)
        noise = np.random.default_rng(seed + 9).normal(0, 0.2, len(rows))
        twice = np.column_stack([rows.values[:, 0], rows.values[:, 0] + noise])
        return replace(rows, names=("f0", "f1"), units=("", ""), values=twice)

    def learned(rows):
        return replace(fit(rows, METRIC), learning_test=LearningTest(0.001, "learned"))

    before, after = doubled(0.1, 0), doubled(0.5, 1)

    (only,) = changes(learned(before), learned(after), after)

    assert only.kind == Kind.GREW
    assert only.after == pytest.approx(0.5 * (only.end - only.start), rel=0.2)


def test_estimates_of_a_right_model_come_true():
    found = came_true(model([0.4, 0.2]), table([0.4, 0.2], seed=2, pins=90))

    assert found.pins == 90
    assert found.counted == pytest.approx(found.expected, rel=0.1)
    assert found.inside > 0.75
    assert found.spearman > 0.7
    assert len(found.groups) == 5
    assert found.groups[-1].observed > 1.5 * found.groups[0].observed


def test_estimates_of_a_wrong_model_do_not():
    found = came_true(model([0.4]), table([-0.4], seed=2, pins=90))

    assert found.groups[-1].observed < found.groups[0].observed
    assert found.inside < 0.6


def test_without_new_pins_nothing_can_come_true():
    rows = table([0.4])

    assert came_true(model([0.4]), rows.take(np.zeros(0, np.int64))) is None
