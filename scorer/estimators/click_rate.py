"""The click-rate model as a scikit-learn regressor."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_array, check_is_fitted, column_or_1d

from scorer.clickrate.data.table import Table
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import build_model
from scorer.clickrate.fit.posterior import posterior
from scorer.core.units import Unit

Array = NDArray[np.float64]


class ClickRate(RegressorMixin, BaseEstimator):  # type: ignore[misc] # untyped
    """Learns rates of clicks from numbers of designs, with intervals.

    The model of ``scorer train`` for those who bring their own table; whether anything
    was learned is for ``scorer train`` to test.

    Args:
        metric: ``pin_click_rate``, ``outbound_click_rate`` or ``save_rate``.

    Attributes:
        model_: The fitted model.
        n_features_in_: Number of columns.

    Example:
        >>> import numpy as np
        >>> draw = np.random.default_rng(0)
        >>> X = draw.normal(size=(200, 2))
        >>> views = np.full(200, 5000)
        >>> clicks = draw.poisson(views * np.exp(-4 + 0.4 * X[:, 0]))
        >>> model = ClickRate().fit(X, clicks / views, sample_weight=views)
        >>> bool(np.corrcoef(np.log(model.predict(X)), X[:, 0])[0, 1] > 0.9)
        True
    """

    def __init__(self, metric: str = "pin_click_rate") -> None:
        self.metric = metric

    def fit(
        self,
        X: ArrayLike,  # noqa: N803 - scikit-learn's name
        y: ArrayLike,
        sample_weight: ArrayLike | None = None,
        *,
        designs: ArrayLike | None = None,
        boards: ArrayLike | None = None,
        days: ArrayLike | None = None,
    ) -> ClickRate:
        """Fit the model and return itself.

        Args:
            X: Numbers of the designs, (n, p); NaN where there is nothing to measure.
            y: Rates, (n,), 0 to 1: clicks by impressions.
            sample_weight: Impressions, (n,), at least 1; 1000 each if None.
            designs: What a row shows, (n,): rows of one picture are alike; each its own
                if None.
            boards: Boards, (n,); one if None.
            days: Day numbers of publication, (n,); unknown if None.

        Raises:
            ValueError: Shapes differ, or a rate or a number of impressions cannot be.
            ModelError: Fewer than 20 rows, or no clicks at all.
        """
        values = _numbers(X)
        count = len(values)
        rates = column_or_1d(y).astype(float)
        given = np.full(count, 1000.0) if sample_weight is None else sample_weight
        impressions = column_or_1d(given).astype(float)
        _check(rates, impressions, count)
        topics, names = _codes(boards, count)
        each = np.arange(count) if designs is None else designs
        table = Table(
            names=tuple(f"x{j}" for j in range(values.shape[1])),
            units=(Unit.NONE.value,) * values.shape[1],
            values=values,
            guidelines=np.full(count, np.nan),
            counts={Metric(self.metric): np.rint(rates * impressions)},
            impressions=impressions,
            topics=topics,
            topic_names=names,
            days=np.full(count, np.nan) if days is None else column_or_1d(days) * 1.0,
            designs=_codes(each, count)[0],
            ids=tuple(map(str, range(count))),
        )
        metric = Metric(self.metric)
        self.model_ = build_model(posterior(table, metric), table, metric, {})
        self.n_features_in_ = values.shape[1]
        return self

    def predict(self, X: ArrayLike) -> Array:  # noqa: N803 - scikit-learn's name
        """Return expected rates, (n,), at the newest level, boards averaged.

        Raises:
            NotFittedError: ``fit`` was not called.
            ValueError: X has another number of columns.
        """
        return np.asarray(self._predictions(X).rate)

    def predict_interval(self, X: ArrayLike) -> Array:  # noqa: N803 - scikit-learn's name
        """Return intervals that hold 80 % of single pins' rates, (n, 2): low and high.

        Raises:
            NotFittedError: ``fit`` was not called.
            ValueError: X has another number of columns.
        """
        found = self._predictions(X)
        return np.stack([found.low, found.high], axis=1)

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - untyped, as scikit-learn is
        """Return what scikit-learn should know: missing numbers in, rates out."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.target_tags.positive_only = True
        return tags

    def _predictions(self, given: ArrayLike) -> Any:  # noqa: ANN401 - the model's record
        check_is_fitted(self)
        values = _numbers(given)
        if values.shape[1] != self.n_features_in_:
            raise ValueError(
                f"X has {values.shape[1]} features, but ClickRate is expecting "
                f"{self.n_features_in_} features as input"
            )
        row = {f"x{j}": j for j in range(values.shape[1])}
        kept = values[:, [row[name] for name in self.model_.names]]
        return self.model_.predictions(kept, np.full(len(values), np.nan))


def _numbers(given: ArrayLike) -> Array:
    return np.asarray(
        check_array(given, dtype=np.float64, ensure_all_finite="allow-nan")
    )


def _check(rates: Array, impressions: Array, count: int) -> None:
    if not len(rates) == len(impressions) == count:
        raise ValueError(
            f"X has {count} rows, y {len(rates)}, sample_weight {len(impressions)}"
        )
    if not (np.isfinite(rates) & (rates >= 0) & (rates <= 1)).all():
        raise ValueError("y holds rates: clicks by impressions, 0 to 1")
    if not (np.isfinite(impressions) & (impressions >= 1)).all():
        raise ValueError("sample_weight holds impressions: at least 1 each")


def _codes(given: ArrayLike | None, count: int) -> tuple[Any, tuple[str, ...]]:
    if given is None:
        return np.zeros(count, np.int64), ("",)
    names, codes = np.unique(column_or_1d(given), return_inverse=True)
    if len(codes) != count:
        raise ValueError(f"X has {count} rows, boards or designs {len(codes)}")
    return codes.astype(np.int64), tuple(map(str, names))
