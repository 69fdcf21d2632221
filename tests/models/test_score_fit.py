"""The fit of the score, on pins that are rated by a known rule."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from scorer.scoring.weights import Weights

FOLDER = Path(__file__).parents[2] / "models" / "score"
PINS, MAKERS, CHANNELS = 240, 12, 6
TAKES = np.array([1.0, 0.4, 0.0])


def loaded(file, name):
    spec = importlib.util.spec_from_file_location(name, FOLDER / file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def order():
    # The script finds it beside itself, under this name.
    yield loaded("order.py", "order").order
    sys.modules.pop("order", None)


@pytest.fixture(scope="module")
def fit(order):
    # Other scripts are called fit, too.
    return loaded("fit.py", "score_fit")


@pytest.fixture
def pins(fit):
    """Pins whose faults and the first channel of whose look decide the rating."""
    dice = np.random.default_rng(4)
    severity = np.where(dice.random((PINS, 3)) < 0.4, dice.random((PINS, 3)), 0.0)
    look = dice.normal(size=(PINS, CHANNELS))
    # The second channel tells as much as the first, but changes with every save.
    look[:, 1] = look[:, 0] + dice.normal(0, 0.1, PINS)
    shaky = np.zeros(CHANNELS)
    shaky[1] = 1.0
    moved = look + shaky * dice.normal(0, 1, (PINS, 1))
    rating = 3.4 - 2 * severity @ TAKES + 0.3 * look[:, 0]
    return fit.Rated(
        reports=[],
        maker=np.array([f"maker {index % MAKERS}" for index in range(PINS)]),
        rating=np.clip(rating + dice.normal(0, 0.3, PINS), 1, 5),
        ids=("a", "b", "c"),
        severity=severity,
        prior=np.array([0.3, 0.3, 0.3]),
        look=look,
        moved=(moved,),
    )


def test_faults_take_what_they_took_of_the_ratings(fit, pins):
    shares = fit.fit(pins, np.arange(PINS)).shares

    assert shares[0] > shares[1] > shares[2] >= 0


def test_a_fault_never_seen_takes_what_its_impact_says(fit, pins):
    pins.severity[:, 1] = 0.0

    shares = fit.fit(pins, np.arange(PINS)).shares

    assert shares[1] == pytest.approx(pins.prior[1])


def test_the_finish_is_bounded_and_rests_on_what_holds_still(fit, pins):
    finish = fit.fit(pins, np.arange(PINS)).finish

    assert np.abs(finish(1e3 * pins.look)).max() <= fit.BOUND
    assert finish.weights[0] > 2 * abs(finish.weights[1])


def test_left_out_makers_are_ordered_better_with_the_finish(fit, pins, order):
    classes, bare = fit.left_out(pins)

    with_finish = order(classes, pins.rating, pins.maker)
    assert with_finish.whole > order(bare, pins.rating, pins.maker).whole + 0.05


def test_the_scale_rises_and_parts_broken_from_excellent_pins(fit, pins):
    classes, _ = fit.left_out(pins)

    knots = fit.scale(classes, pins, base=3.4)

    scale = Weights(0.0, {}, tuple((x, y) for x, y in knots))
    assert [x for x, _ in knots] == sorted(x for x, _ in knots)
    for rated, low, high in ((pins.rating <= 1.5, 0, 50), (pins.rating >= 4, 75, 100)):
        right = [low <= scale.points(value) <= high for value in classes[rated]]
        assert np.mean(right) >= min(fit.SHARES_RIGHT) - 1 / len(right)


def test_order_of_the_ratings_themselves_is_perfect(order):
    found = order([1, 2, 3, 4], [1, 2, 3, 4], ["a"] * 4)

    assert found == (pytest.approx(1), pytest.approx(1), 1.0)


def test_order_of_one_value_for_all_is_a_coin(order):
    assert order([7, 7, 7, 7], [1, 2, 3, 4], ["a"] * 4) == (0.0, 0.0, 0.5)


def test_within_makers_ignores_who_is_better(order):
    values = [1, 2, 3, 4, 11, 12, 13, 14]
    ratings = [4, 3, 2, 1, 5, 4.5, 4.2, 4.1]

    found = order(values, ratings, ["a"] * 4 + ["b"] * 4)

    assert found.within == pytest.approx(-1)
    assert found.whole > 0
