"""Measured numbers as a scikit-learn transformer."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from scorer.batch import Job, run
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.core.units import counted
from scorer.features import families

_NAMED = 3  # failures that a warning names


class PinFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc] # untyped
    """Turns paths of pins into their measured numbers.

    ``fit`` looks which numbers there are: a column without any, such as those of titles
    where no pin came with one, is left out, since no regressor takes it.

    Args:
        settings: Of the run; the defaults if None.
        jobs: Processes that work at once.

    Attributes:
        names_: Columns, in their order, shape (features,).

    Example:
        >>> from sklearn.pipeline import make_pipeline
        >>> from sklearn.ensemble import HistGradientBoostingRegressor
        >>> pipeline = make_pipeline(PinFeatures(), HistGradientBoostingRegressor())
    """

    def __init__(self, settings: Settings | None = None, jobs: int = 1) -> None:
        self.settings = settings
        self.jobs = jobs

    def fit(
        self,
        X: Iterable[str | PathLike[str] | Pin],  # noqa: N803 - scikit-learn's name
        y: object = None,  # noqa: ARG002 - scikit-learn's
    ) -> PinFeatures:
        """Measure pins, keep the names of the numbers that there are, return itself.

        Raises:
            TypeError: X is one string, or holds something that is no path.
            ValueError: No pin could be read.
        """
        self._keep(self._table(X))
        return self

    def fit_transform(
        self,
        X: Iterable[str | PathLike[str] | Pin],  # noqa: N803 - scikit-learn's name
        y: object = None,  # noqa: ARG002 - scikit-learn's
    ) -> NDArray[np.float64]:
        """Measure pins once, and return their numbers of shape (pins, features)."""
        table = self._table(X)
        kept = self._keep(table)
        return table[:, kept]

    def transform(self, X: Iterable[str | PathLike[str] | Pin]) -> NDArray[np.float64]:  # noqa: N803 - scikit-learn's name
        """Return the numbers of shape (pins, features).

        A number that does not exist for a pin, and every number of a pin that cannot be
        read, is NaN; what could not be read is named in a warning.

        Raises:
            NotFittedError: ``fit`` was not called.
            TypeError: X is one string, or holds something that is no path.
        """
        check_is_fitted(self)
        return self._table(X)[:, np.isin(_all_names(), self.names_)]

    def get_feature_names_out(
        self,
        input_features: object = None,  # noqa: ARG002 - scikit-learn's
    ) -> NDArray[np.object_]:
        """Return the columns' names in their order; before ``fit`` all there are."""
        names: NDArray[np.object_] = getattr(self, "names_", _all_names())
        return names.copy()

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - untyped, as scikit-learn is
        """Return what scikit-learn should know: paths in, missing numbers out."""
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.input_tags.one_d_array = True
        tags.input_tags.string = True
        return tags

    def _keep(self, table: NDArray[np.float64]) -> NDArray[np.bool_]:
        kept: NDArray[np.bool_] = np.atleast_1d(np.isfinite(table).any(axis=0))
        if not kept.any():
            raise ValueError("there is no pin that could be read")
        self.names_ = _all_names()[kept]
        return kept

    def _table(self, given: Iterable[str | PathLike[str] | Pin]) -> NDArray[np.float64]:
        pins = _pins(given)
        reports = list(run(pins, Job(self.settings or Settings()), jobs=self.jobs))
        failures = [each.failure for each in reports if each.failure]
        if failures:
            said = "; ".join(each.message for each in failures[:_NAMED])
            more = len(failures) - _NAMED
            rest = f"; and {more} more" if more > 0 else ""
            warnings.warn(
                f"{counted(len(failures), 'pin')} of {len(pins)} could not be read: "
                f"{said}{rest}",
                UserWarning,
                stacklevel=3,
            )
        names = list(_all_names())
        rows = [
            [numbers.get(name, np.nan) for name in names]
            for numbers in (report.numbers() for report in reports)
        ]
        return np.array(rows, dtype=np.float64).reshape(len(pins), len(names))


def _all_names() -> NDArray[np.object_]:
    names = [name for family in families().values() for name in family.measures()]
    return np.array(names, dtype=object)


def _pins(given: Iterable[str | PathLike[str] | Pin]) -> list[Pin]:
    if isinstance(given, str | bytes | PathLike | Pin):
        raise TypeError("give a list of paths, not one: PinFeatures().fit([path])")
    pins = []
    for each in given:
        if not isinstance(each, str | PathLike | Pin):
            raise TypeError(f"{type(each).__name__} is no path of a picture")
        pins.append(each if isinstance(each, Pin) else Pin(Path(each)))
    return pins
