"""Where the account loses people: pins nobody clicks, pins nobody follows to the link.

Two stages, each a count out of trials: pin clicks out of impressions (gamma-Poisson),
outbound clicks out of pin clicks (beta-binomial). The variation between the account's
pins is fitted and every pin's rate is a posterior, so that few impressions give little
certainty. What boards and days make likely of a pin is its prior, where it is known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scorer.clickrate.arrays import Array, Codes, Mask

# Pins join a group from this posterior probability on.
MIN_PROBABILITY = 0.8
_POINTS = 240
_MEANS, _SIZES = 21, 25
# Weak prior on the variation: a shape of 2 is a standard deviation of 70 % of the rate,
# what accounts are simulated with; one unit of its logarithm either way.
_SHAPE, _SHAPE_SD = 2.0, 1.0
_CONCENTRATION = 8.0


@dataclass(frozen=True, slots=True)
class Expected:
    """What is likely of each pin's log rate before its own clicks, both (n,)."""

    mean: Array
    variance: Array


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the funnel for every pin, arrays of shape (n,).

    Attributes:
        quartiles: Of the account's rates: lower quartile, median, upper quartile.
        rate: Posterior mean of each pin's rate, 0..1.
        low: Probability that it is in the account's lowest quartile.
        above: Probability that it is above the account's median.
        high: Probability that it is in the highest quartile.
        lost: Clicks that the pin would have had more at the account's median rate.
    """

    quartiles: tuple[float, float, float]
    rate: Array
    low: Array
    above: Array
    high: Array
    lost: Array


@dataclass(frozen=True, slots=True)
class Funnel:
    """Both stages; the second is None where outbound clicks are not known."""

    pin_clicks: Stage
    outbound_clicks: Stage | None

    def scrolled_past(self) -> Codes:
        """Return rows that people scroll past, (m,), most lost clicks first."""
        low = self.pin_clicks.low >= MIN_PROBABILITY
        return _ordered(low & ~self._is_gem(), self.pin_clicks.lost)

    def almost_famous(self) -> Codes:
        """Return rows clicked but not followed, (m,), most lost clicks first."""
        if self.outbound_clicks is None:
            return np.zeros(0, np.int64)
        return _ordered(self._is_almost(), self.outbound_clicks.lost)

    def hidden_gems(self) -> Codes:
        """Return rows that few click, but those follow, (m,), most lost first."""
        return _ordered(self._is_gem(), self.pin_clicks.lost)

    def stars(self) -> Codes:
        """Return followed rows of the highest quartile, (m,), best first."""
        high = self.pin_clicks.high >= MIN_PROBABILITY
        return _ordered(high & ~self._is_almost(), self.pin_clicks.rate)

    def _is_almost(self) -> Mask:
        second = self.outbound_clicks
        if second is None:
            return np.zeros(len(self.pin_clicks.rate), np.bool_)
        return (second.low >= MIN_PROBABILITY) & (self.pin_clicks.above >= 0.5)

    def _is_gem(self) -> Mask:
        second = self.outbound_clicks
        if second is None:
            return np.zeros(len(self.pin_clicks.rate), np.bool_)
        return (second.high >= MIN_PROBABILITY) & (self.pin_clicks.above < 0.5)


def diagnose(
    impressions: Array,
    pin_clicks: Array,
    outbound_clicks: Array | None = None,
    expected: Expected | None = None,
) -> Funnel:
    """Return each pin's rates in the account's funnel, and its place among them.

    Args:
        impressions: (n,), at least 1.
        pin_clicks: (n,).
        outbound_clicks: (n,), NaN where unknown, or None.
        expected: Of pin clicks per impression; None where nothing is known.
    """
    if expected is None:
        first = _stage(impressions, _fitted(_poisson(impressions, pin_clicks)))
    else:
        first = _stage(impressions, _with_prior(impressions, pin_clicks, expected))
    if outbound_clicks is None or not np.isfinite(outbound_clicks).any():
        return Funnel(first, None)
    known = np.isfinite(outbound_clicks)
    trials = np.where(known, np.maximum(pin_clicks, outbound_clicks), 0.0)
    clicks = np.where(known, outbound_clicks, 0.0)
    return Funnel(first, _stage(trials, _fitted(_binomial(trials, clicks))))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rates on a grid, log likelihood of every pin, log densities of the candidates.

    Attributes:
        rates: (g,).
        likelihood: (n, g), log, up to a constant per pin.
        densities: (g, k), log, normalized.
        weights: Log prior weight of each candidate, (k,).
    """

    rates: Array
    likelihood: Array
    densities: Array
    weights: Array


def _stage(trials: Array, fitted: tuple[Array, Array, Array]) -> Stage:
    rates, posterior, account = fitted
    quarter, half, three = _quantiles(rates, account)
    mean = posterior @ rates
    return Stage(
        (quarter, half, three),
        mean,
        posterior @ (rates < quarter),
        posterior @ (rates > half),
        posterior @ (rates > three),
        trials * np.maximum(half - mean, 0),
    )


def _with_prior(
    trials: Array, clicks: Array, expected: Expected
) -> tuple[Array, Array, Array]:
    """Rates, posterior of every pin (n, g), and the account's distribution (g,)."""
    half_width = 5 * np.sqrt(expected.variance)
    low, high = (expected.mean - half_width).min(), (expected.mean + half_width).max()
    top = min(high, 0.0)  # nobody clicks more often than the pin is shown
    log_rates = np.linspace(min(low, top - 1), top, _POINTS)
    log_density = np.outer(clicks, log_rates) - np.outer(trials, np.exp(log_rates))
    deviation = log_rates - expected.mean[:, None]
    log_density -= deviation**2 / (2 * expected.variance[:, None])
    posterior = np.exp(log_density - log_density.max(axis=1, keepdims=True))
    posterior /= posterior.sum(axis=1, keepdims=True)
    return np.exp(log_rates), posterior, posterior.mean(axis=0)


def _fitted(grid: _Grid) -> tuple[Array, Array, Array]:
    """Rates, posterior of every pin (n, g), and the account's distribution (g,)."""
    top = grid.likelihood.max(axis=1, keepdims=True)
    scaled = np.exp(grid.likelihood - top)
    evidence = np.log(np.maximum(scaled @ np.exp(grid.densities), 1e-300)).sum(axis=0)
    prior = np.exp(grid.densities[:, int(np.argmax(evidence + grid.weights))])
    posterior = scaled * prior
    return grid.rates, posterior / posterior.sum(axis=1, keepdims=True), prior


def _poisson(trials: Array, clicks: Array) -> _Grid:
    """Clicks ~ Poisson(trials * rate), rate ~ gamma; grid even in log rate."""
    level = max(float(clicks.sum()), 0.5) / max(float(trials.sum()), 1.0)
    middle = float(np.median((clicks + 1) / (trials + 1 / level)))
    top = min(np.log(middle) + 5, 0.0)  # a rate is 1 at most
    log_rates = np.linspace(np.log(middle) - 6, top, _POINTS)
    rates = np.exp(log_rates)
    means = middle * np.exp(np.linspace(-1.2, 1.2, _MEANS))
    shapes = _SHAPE * np.exp(np.linspace(-2.5, 2.5, _SIZES))
    mean, shape = (each.ravel() for each in np.meshgrid(means, shapes))
    # Gamma in log rate: rate ** shape * exp(-rate * shape / mean).
    densities = np.outer(log_rates, shape) - np.outer(rates, shape / mean)
    likelihood = np.outer(clicks, log_rates) - np.outer(trials, rates)
    weights = -((np.log(shape / _SHAPE) / _SHAPE_SD) ** 2) / 2
    return _Grid(rates, likelihood, _normalized(densities), weights)


def _binomial(trials: Array, clicks: Array) -> _Grid:
    """Clicks ~ binomial(trials, rate), rate ~ beta; grid even in the logit."""
    logits = np.linspace(-9, 7, _POINTS)
    yes, no = -np.log1p(np.exp(-logits)), -np.log1p(np.exp(logits))
    level = (clicks.sum() + 0.5) / (trials.sum() + 1)
    center = float(np.log(level) - np.log1p(-level))
    means = 1 / (1 + np.exp(-center - np.linspace(-1.5, 1.5, _MEANS)))
    sizes = _CONCENTRATION * np.exp(np.linspace(-2.5, 3.0, _SIZES))
    mean, size = (each.ravel() for each in np.meshgrid(means, sizes))
    densities = np.outer(yes, mean * size) + np.outer(no, (1 - mean) * size)
    likelihood = np.outer(clicks, yes) + np.outer(trials - clicks, no)
    weights = -(np.log(size / _CONCENTRATION) ** 2) / 2
    return _Grid(np.exp(yes), likelihood, _normalized(densities), weights)


def _normalized(densities: Array) -> Array:
    shifted = densities - densities.max(axis=0)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=0)))


def _quantiles(rates: Array, density: Array) -> tuple[float, float, float]:
    share = np.cumsum(density) - density / 2
    quarter, half, three = np.interp((0.25, 0.5, 0.75), share, rates)
    return float(quarter), float(half), float(three)


def _ordered(chosen: Mask, by: Array) -> Codes:
    found = np.flatnonzero(chosen)
    return found[np.argsort(-by[found], kind="stable")]
