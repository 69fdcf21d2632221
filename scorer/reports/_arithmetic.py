"""What the page needs to score a pin anew when a finding is ticked off.

The page's script (``_html/score.js``) does what ``scorer.scoring.score`` does; a test
runs both over the same verdicts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from scorer.core.report import Report
from scorer.scoring.score import is_weighed, taken
from scorer.scoring.weights import weights

_FINISH = "finish.classes"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A pin's verdicts as the script reads them.

    Attributes:
        taken: ``id part classes`` of each guideline that takes something.
        weighed: By part, how many verdicts count.
        finish: Classes that the look of the whole pin adds; empty if not known.
    """

    taken: tuple[str, ...]
    weighed: Mapping[str, int]
    finish: str


def arithmetic(report: Report) -> Arithmetic:
    """Return what a pin's score is made of."""
    known = weights()
    counted = [each for each in report.results if is_weighed(each)]
    lost = [(each, taken(each, known)) for each in counted]
    finish = report.features.get(_FINISH)
    return Arithmetic(
        tuple(f"{x.id} {x.part} {loss:.6g}" for x, loss in lost if x.score != 1),
        Counter(str(each.part) for each in counted),
        "" if finish is None else f"{finish.value:.6g}",
    )


def scale() -> str:
    """Return the base, and the classes and points of the scale, as words."""
    known = weights()
    places = " ".join(f"{classes:.6g}:{points:.6g}" for classes, points in known.scale)
    return f"{known.base:.6g} {places}"
