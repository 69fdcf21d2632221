"""Words of titles: learned where they matter, in any script, and told of new titles."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from scorer.clickrate.data.merge import merge
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.fit.title_words import word_columns
from scorer.clickrate.model import store
from scorer.clickrate.model.metrics import Metrics
from scorer.clickrate.model.ranks import spearman
from scorer.clickrate.model.terms.title_words import TITLE_WORDS, TitleWords, pieces
from scorer.clickrate.train import train
from tests.support.simulator import World, null_world, simulate

METRIC = Metric.PIN_CLICK_RATE
SUBJECTS = ("soup", "cake", "salad", "bread", "stew", "pie", "curry", "pasta")
KINDS = ("easy", "cozy", "vegan", "quick", "classic", "spicy", "festive", "tiny")
WORTH = {"vegan": 0.6, "cake": 0.5, "tiny": -0.6}


def worded(table, seed):
    """Return a table with titles whose words move its clicks, and what they add."""
    rng = np.random.default_rng(seed)
    drawn = [
        (rng.choice(KINDS), rng.choice(SUBJECTS), int(rng.integers(1, 90)))
        for _ in range(len(table))
    ]
    titles = tuple(f"{kind} {what} {count}" for kind, what, count in drawn)
    worth = np.array([WORTH.get(k, 0) + WORTH.get(w, 0) for k, w, _ in drawn])
    clicks = rng.poisson(table.impressions * 0.02 * np.exp(worth)).astype(float)
    names = ("title.length_chars", *table.names[1:])
    changed = replace(
        table,
        names=names,
        titles=titles,
        counts={METRIC: np.minimum(clicks, table.impressions)},
        designs=np.arange(len(table)),
    )
    return changed, worth


@pytest.fixture(scope="module")
def account():
    world = replace(null_world(400), later=300, features=5)
    drawn = simulate(world, 4)
    table, _ = worded(drawn.table, 1)
    later, worth = worded(drawn.later, 2)
    return table, later, worth


@pytest.fixture(scope="module")
def model(account):
    return fit(account[0], METRIC)


def test_words_that_work_are_told_of_new_titles(account, model):
    _, later, worth = account

    said = model.creative(later.as_seen_by(model), later.guidelines)

    assert TITLE_WORDS in model.names
    assert spearman(said, worth) > 0.6
    assert model.words_effect("vegan cake 3") > model.words_effect("tiny stew 3") + 0.4


def test_an_unknown_title_is_average(model):
    assert model.words_effect("") == 0
    assert model.words_effect("зж") == 0


def test_without_features_of_titles_no_word_is_read(account):
    table = account[0]
    other = replace(table, names=("sim.other", *table.names[1:]))

    assert fit(other, METRIC).title_words is None
    assert fit(replace(table, titles=()), METRIC).title_words is None


def test_a_trained_folder_keeps_the_words(account, tmp_path):
    model, metrics = train(account[0], METRIC)
    assert isinstance(metrics, Metrics)

    store.save(model, metrics, tmp_path / "model")
    back = store.load(tmp_path / "model")

    title = "festive vegan pie"
    assert back.words_effect(title) == pytest.approx(model.words_effect(title))
    assert all(len(each) == len(back.coefficients) for each in back.leave_outs)
    store.require_compatible(
        back, {c.name: c.unit for c in back.curves if c.name != TITLE_WORDS}, {}
    )


def test_estimates_and_contributions_hold_the_words(account, model):
    later = account[1]
    numbers = dict(zip(later.names, later.values[0], strict=True))
    good, bad = (
        model.estimate(model.with_words(numbers, title), 70.0)
        for title in ("vegan cake", "tiny stew")
    )

    effects = {each.feature: each.effect for each in good.contributions}
    assert good.rate > 1.4 * bad.rate
    assert effects[TITLE_WORDS] > 0.2


def test_merged_rows_keep_their_titles(account):
    table = account[0]
    old, new = table.take(np.arange(200)), table.take(np.arange(100, 400))

    merged = merge(old, new).table

    by_pin = dict(zip(table.ids, table.titles, strict=True))
    assert merged.titles == tuple(by_pin[pin] for pin in merged.ids)
    bare = merge(replace(old, titles=()), new).table
    assert bare.titles[0] == ""
    assert merge(replace(old, titles=()), replace(new, titles=())).table.titles == ()


def test_pieces_know_every_script():
    assert {"ज़", "मध"} & set(pieces("मधुमक्खियों में"))
    assert pieces("蛋糕")["糕"] == 1
    assert pieces("") == {}


def test_titles_that_share_nothing_have_no_columns():
    assert word_columns(["", ""]) is None
    assert word_columns(["abc"]) is None


def test_columns_and_effects_agree():
    """What the fit multiplies and what scoring adds up are the same numbers."""
    titles = [f"{k} {s}" for k in KINDS for s in SUBJECTS]
    known = word_columns(titles)
    rng = np.random.default_rng(1)
    slopes = rng.normal(size=known.columns.shape[1])
    each = known.axes @ slopes
    named = zip(known.rarity.items(), each, strict=True)
    words = TitleWords(
        {p: (rarity, float(effect)) for (p, rarity), effect in named},
        float(known.mean @ each),
    )

    told = [words.effect(title) for title in titles]

    assert told == pytest.approx((known.columns @ slopes).tolist())
    assert (known.columns**2).sum(axis=1).mean() == pytest.approx(1)


def test_an_account_without_titles_is_fitted_as_before():
    table = simulate(World(pins=150, later=5, features=5), 2).table

    assert fit(table, METRIC).variances.get("words") is None


@pytest.mark.parametrize("title", ["vegan cake tiny", "Cake cake CAKE", "cake"])
def test_a_lost_word_is_worth_what_the_title_without_it_has_less(title):
    each = pieces("vegan cake tiny")
    words = TitleWords(
        {p: (1 + 0.1 * k, math.sin(k)) for k, p in enumerate(sorted(each))}, 0.3
    )
    present = title.lower().split()

    lost = words.losses(title, present)

    for k, loss in enumerate(lost):
        rest = " ".join(present[:k] + present[k + 1 :])
        assert loss == pytest.approx(words.effect(title) - words.effect(rest))


def test_of_a_title_that_is_not_known_nothing_can_be_lost():
    assert TitleWords({"q": (1.0, 0.5)}, 0.1).losses("vegan cake", ["vegan"]) == [0.0]
