"""Measured numbers as a scikit-learn transformer."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from scorer.batch import Job, run
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.features import families


class PinFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc] # untyped
    """Turns paths of pins into their measured numbers.

    Args:
        settings: Of the run; the defaults if None.
        jobs: Processes that work at once.

    Example:
        >>> from sklearn.pipeline import make_pipeline
        >>> from sklearn.linear_model import Ridge
        >>> pipeline = make_pipeline(PinFeatures(jobs=2), Ridge())
    """

    def __init__(self, settings: Settings | None = None, jobs: int = 1) -> None:
        self.settings = settings
        self.jobs = jobs

    def fit(self, X: object = None, y: object = None) -> PinFeatures:  # noqa: ARG002, N803 - scikit-learn's names
        """Return itself; nothing is learned."""
        return self

    def transform(self, X: Iterable[str | PathLike[str] | Pin]) -> NDArray[np.float64]:  # noqa: N803 - scikit-learn's name
        """Return the numbers of shape (pins, features).

        A number that does not exist for a pin, and every number of a pin that cannot be
        read, is NaN.
        """
        pins = [each if isinstance(each, Pin) else Pin(Path(each)) for each in X]
        reports = run(pins, Job(self.settings or Settings()), jobs=self.jobs)
        names = [str(name) for name in self.get_feature_names_out()]
        rows = [
            [numbers.get(name, np.nan) for name in names]
            for numbers in (report.numbers() for report in reports)
        ]
        return np.array(rows, dtype=np.float64).reshape(len(pins), len(names))

    def get_feature_names_out(
        self,
        input_features: object = None,  # noqa: ARG002 - scikit-learn's
    ) -> NDArray[np.object_]:
        """Return the columns' names, in their order."""
        names = [name for family in families().values() for name in family.measures()]
        return np.array(names, dtype=object)

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - untyped, as scikit-learn is
        """Return what scikit-learn should know: paths in, nothing to fit."""
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        tags.input_tags.two_d_array = False
        tags.input_tags.string = True
        return tags

    def __sklearn_is_fitted__(self) -> bool:
        """Return that there is nothing to fit."""
        return True
