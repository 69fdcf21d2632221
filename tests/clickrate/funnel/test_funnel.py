"""The funnel on simulated accounts, where every pin's true rates are known."""

import numpy as np
import pytest

from scorer.clickrate.data.table import build
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.posterior import posterior
from scorer.clickrate.funnel.funnel import diagnose
from scorer.clickrate.funnel.leave_one_out import leave_one_out
from scorer.exports import PinStats


def account(seed: int, pins: int = 200):
    """Impressions, clicks and true rates; boards differ in level."""
    rng = np.random.default_rng(seed)
    topics = rng.integers(0, 6, pins)
    level = rng.normal(0, 0.3, 6)
    own = np.exp(rng.normal(0, 0.65, pins))
    impressions = np.maximum(rng.lognormal(np.log(500), 1.6, pins), 20).round()
    own *= np.exp(level[topics])
    rate = np.minimum(0.012 * own, 0.5)
    clicks = np.minimum(rng.poisson(impressions * rate), impressions)
    through = rng.beta(2.5, 5, pins)
    outbound = rng.binomial(clicks.astype(int), through).astype(float)
    return impressions, clicks.astype(float), outbound, topics, own, through


def expected(impressions, clicks, topics):
    """What boards make likely of each pin."""
    rows = [
        PinStats(str(i), int(seen), pin_clicks=int(clicks[i]), board=str(topics[i]))
        for i, seen in enumerate(impressions)
    ]
    nothing = {row.id: {} for row in rows}
    designs = {row.id: row.id for row in rows}
    table = build(nothing, {}, {}, rows, designs=designs)
    found = posterior(table, Metric.PIN_CLICK_RATE, features=False)
    return leave_one_out(found, table.designs)


def top_tenth_precision(low, truth):
    top = np.argsort(-low)[: len(low) // 10]
    return np.mean(truth[top] < np.quantile(truth, 0.25))


def test_the_surest_are_right():
    clicked, followed = [], []
    for seed in range(6):
        impressions, clicks, outbound, topics, own, through = account(seed)
        found = diagnose(
            impressions, clicks, outbound, expected(impressions, clicks, topics)
        )
        clicked.append(top_tenth_precision(found.pin_clicks.low, own))
        followed.append(top_tenth_precision(found.outbound_clicks.low, through))

    assert np.mean(clicked) >= 0.84
    assert np.mean(followed) >= 0.7


def test_probabilities_come_true():
    stated, true = [], []
    for seed in range(14):
        impressions, clicks, outbound, topics, own, _ = account(seed, 300)
        found = diagnose(
            impressions, clicks, outbound, expected(impressions, clicks, topics)
        )
        stated.append(found.pin_clicks.low)
        true.append(own < np.quantile(own, 0.25))
    stated, true = np.concatenate(stated), np.concatenate(true)

    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = (stated >= low) & (stated < low + 0.2)
        assert np.mean(true[inside]) == pytest.approx(np.mean(stated[inside]), abs=0.1)


def test_lost_clicks_are_recovered():
    impressions, clicks, outbound, topics, own, _ = account(3, 500)
    found = diagnose(
        impressions, clicks, outbound, expected(impressions, clicks, topics)
    )
    rate = 0.012 * own
    truly = impressions * np.maximum(np.median(rate) - rate, 0)
    first = np.argsort(-found.pin_clicks.lost)[:50]

    assert truly[first].sum() >= 0.85 * np.sort(truly)[-50:].sum()


def test_groups_and_silence():
    rng = np.random.default_rng(0)
    impressions = np.where(np.arange(60) < 30, 50_000.0, 5_000.0)
    clicks = rng.poisson(impressions * 0.012 * np.exp(rng.normal(0, 0.2, 60)))
    clicks[[0, 1, 2, 59]] = [60, 900, 300, 500]
    outbound = rng.binomial(clicks, rng.beta(30, 60, 60)).astype(float)
    outbound[1], outbound[2] = 15, 200
    clicks = clicks.astype(float)

    found = diagnose(impressions, clicks, outbound)

    assert found.scrolled_past()[0] == 0
    assert found.almost_famous()[0] == 1
    assert found.hidden_gems()[0] == 2
    assert found.stars()[0] == 59
    assert 1 not in found.stars()
    silent = diagnose(impressions, clicks)
    assert silent.outbound_clicks is None
    assert silent.almost_famous().tolist() == silent.hidden_gems().tolist() == []
    assert silent.stars()[0] == 59
    assert diagnose(impressions, clicks, np.full(60, np.nan)).outbound_clicks is None


def test_few_impressions_give_no_badge():
    impressions = np.array([1000.0] * 30 + [15.0])
    clicks = np.array([12.0, 14, 9] * 10 + [0])

    found = diagnose(impressions, clicks)

    assert found.pin_clicks.low[-1] < 0.5
    assert np.isfinite(found.pin_clicks.rate).all()


def test_no_rate_is_above_one():
    shown = np.array([6.0, 44.0, 3.0])

    found = diagnose(shown, shown, shown, None)

    assert found.outbound_clicks is not None
    for stage in (found.pin_clicks, found.outbound_clicks):
        assert max(*stage.quartiles, *stage.rate) <= 1
