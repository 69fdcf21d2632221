"""The trainings of a model folder, oldest first: what each found and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorer.clickrate.data.target import clicks_of
from scorer.clickrate.model import store
from scorer.clickrate.model.metrics import Metrics
from scorer.clickrate.validate.came_true import CameTrue
from scorer.clickrate.validate.changes import Changed

FILE = "trainings.json"
_KIND = "trainings"
_MOST = 240  # twenty years of months


@dataclass(frozen=True, slots=True)
class Training:
    """One training that was kept.

    Attributes:
        as_of: Last day of its figures.
        pins: Pins it learned from.
        added: Pins that the training before did not have.
        level: Whether something was learned: ``learned``, ``past``, ``early``,
            ``not-yet``.
        p: Of the learning test.
        skill: Rank correlation on designs held out; None where it was not measured.
        creative_share: Share of the explainable log rate that the creative holds.
        changes: Effects that are others than at the training before.
        came_true: How the estimates of the training before came true on new pins.
        clicks: What is counted, as sentences name it.
    """

    as_of: date
    pins: int
    added: int
    level: str
    p: float
    skill: float | None
    creative_share: float
    changes: tuple[Changed, ...] = ()
    came_true: CameTrue | None = None
    clicks: str = "clicks"


@dataclass(frozen=True, slots=True)
class Trainings:
    """All trainings of a folder, oldest first."""

    all: tuple[Training, ...] = ()

    def and_then(self, training: Training) -> Trainings:
        """Return the trainings with one more."""
        return Trainings((*self.all, training)[-_MOST:])


def training_of(
    metrics: Metrics,
    as_of: date,
    *,
    added: int = 0,
    changes: tuple[Changed, ...] = (),
    came_true: CameTrue | None = None,
) -> Training:
    """Return the record of a training; arguments as of ``Training``."""
    skill = next(
        (each.spearman for each in metrics.skills if each.name == "model"), None
    )
    return Training(
        as_of=as_of,
        pins=metrics.pins,
        added=added,
        level=metrics.learning_test.level,
        p=metrics.learning_test.p,
        skill=skill,
        creative_share=metrics.creative_share,
        changes=changes,
        came_true=came_true,
        clicks=clicks_of(metrics.metric),
    )


def dump(trainings: Trainings) -> bytes:
    """Return the file's content."""
    return store.sealed(_KIND, trainings).encode()


def load(folder: Path) -> Trainings:
    """Return the trainings of a model folder; none of one that kept none.

    Raises:
        ModelError: The file is truncated or altered.
    """
    path = store.current_folder(folder) / FILE
    return store.read(path, _KIND, Trainings) if path.is_file() else Trainings()
