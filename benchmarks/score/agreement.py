"""Agreement with an experienced eye: ``agreement.py REPORTS.json RATINGS.csv``.

REPORTS is what ``scorer score PINS -o reports.json`` wrote, or the left-out reports of
``models/score/fit.py --left-out``: only those say how the score does on makers that it
was not fitted to. RATINGS has the columns set, file, rating_a, rating_b, faults_a,
faults_b; a report belongs to the row whose ``set/file`` its path ends with.

Printed: rank correlation with the mean rating, whole and within makers; pairs a class
apart in the right order; what pins in each band of the score were rated; broken and
excellent pins; recall and false alarms of each fault; and the same order by what people
use instead. An eye's judgment of designs, not clicks.
"""

import argparse
import csv
import importlib.util
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

# Which guidelines see what the eye names.
GUIDELINES = {
    "bad-photo": (
        "blurred-photo compressed-photo noisy-photo dark-image faded-image "
        "low-resolution placeholder-image"
    ),
    "cluttered": "visual-clutter",
    "empty-or-unbalanced": "empty-space letterboxed-image",
    "low-contrast": "low-contrast-text",
    "no-clear-subject": "scattered-focus",
    "no-headline": "missing-text missing-headline",
    "no-picture": "text-card",
    "off-edge": "tight-margin",
    "text-collides": "text-collision hidden-subject",
    "text-cut": "clipped-text",
    "text-too-small": "small-text",
    "too-much-text": "wordy-text crowded-text",
    "unprofessional-finish": (
        "broken-lettering misspelled-word placeholder-text tight-margin "
        "letterboxed-image leftover-strip"
    ),
    "weak-message": "weak-message no-benefit no-curiosity vague-title",
    "wrong-format": "wide-image tall-image letterboxed-image",
}
INSTEAD = {
    "edge density": "clutter.edge_density",
    "colorfulness": "color.colorfulness",
    "text share": "text_overlay.text_area_share",
    "sharpness": "photo_quality.detail_width_px",
}
BANDS = ((0, 35), (35, 50), (50, 70), (70, 85), (85, 101))
_ORDER = Path(__file__).parents[2] / "models" / "score" / "order.py"


@dataclass(frozen=True)
class Rated:
    maker: str
    ratings: tuple[float, float]
    faults: tuple[frozenset[str], frozenset[str]]
    report: dict

    @property
    def rating(self):
        return sum(self.ratings) / 2


def read(reports: Path, ratings: Path) -> list[Rated]:
    """Return the rated pins that were scored."""
    found = json.loads(reports.read_text("utf-8"))["reports"]
    by_path = {"/".join(Path(each["path"]).parts[-3:]): each for each in found}
    with ratings.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pairs = ((row, by_path.get(f"{row['set']}/{row['file']}")) for row in rows)
    return [
        Rated(
            row["file"].partition("/")[0],
            (float(row["rating_a"]), float(row["rating_b"])),
            (frozenset(row["faults_a"].split()), frozenset(row["faults_b"].split())),
            report,
        )
        for row, report in pairs
        if report and report["score"]
    ]


def _order_of():
    """What models/score/fit.py prints of its folds, too."""
    spec = importlib.util.spec_from_file_location("score_order", _ORDER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.order


def score_of(pin: Rated) -> float:
    return pin.report["score"]["guidelines"]


def feature(name: str) -> Callable[[Rated], float]:
    return lambda pin: pin.report["features"].get(name, {}).get("value", 0.0)


def part(name: str) -> Callable[[Rated], float]:
    return lambda pin: pin.report["score"]["parts"].get(name) or 100.0


def outcomes(pin: Rated, ids: str) -> set[str]:
    return {
        each["outcome"] for each in pin.report["results"] if each["id"] in ids.split()
    }


def print_orders(pins: Sequence[Rated]) -> None:
    print(f"{'order by':22} {'all':>6} {'within':>7} {'pairs':>6}   {len(pins)} pins")
    order = _order_of()
    ratings, makers = [x.rating for x in pins], [x.maker for x in pins]
    ways = {"score": score_of}
    ways |= {f"part {name}": part(name) for name in ("mobile", "text", "focus", "copy")}
    ways |= {f"instead: {name}": feature(key) for name, key in INSTEAD.items()}
    for name, way in ways.items():
        print(
            "{:22} {:6.2f} {:7.2f} {:6.2f}".format(
                name, *order([*map(way, pins)], ratings, makers)
            )
        )
    first, second = zip(*(each.ratings for each in pins), strict=True)
    print(f"{'ceiling: two ratings':22} {spearmanr(first, second)[0]:6.2f}")


def print_bands(pins: Sequence[Rated]) -> None:
    print("\nscore         pins  mean rating  8 of 10 between")
    for low, high in BANDS:
        rated = [each.rating for each in pins if low <= score_of(each) < high]
        if rated:
            ends = np.percentile(rated, [10, 90])
            print(
                f"{low:3} to {min(high, 100):3}   {len(rated):6}  "
                f"{np.mean(rated):11.2f}  {ends[0]:.2f} to {ends[1]:.2f}"
            )
    broken = [score_of(each) for each in pins if each.rating <= 1.5]
    good = [score_of(each) for each in pins if each.rating >= 4]
    print(
        f"broken pins (<= 1.5) below 50: {np.mean(np.array(broken) < 50):.0%} of "
        f"{len(broken)}; excellent ones (>= 4) at 75 or more: "
        f"{np.mean(np.array(good) >= 75):.0%} of {len(good)}"
    )


def print_faults(pins: Sequence[Rated]) -> None:
    print(
        "\nfault                  both named  recall (+ review)  neither  false alarms"
    )
    for fault, ids in GUIDELINES.items():
        both = [p for p in pins if all(fault in named for named in p.faults)]
        neither = [p for p in pins if not any(fault in named for named in p.faults)]
        if not both or not neither:
            continue
        failed = np.mean(["fail" in outcomes(pin, ids) for pin in both])
        seen = np.mean([bool({"fail", "review"} & outcomes(pin, ids)) for pin in both])
        alarms = np.mean(["fail" in outcomes(pin, ids) for pin in neither])
        print(
            f"{fault:22} {len(both):10}  {failed:6.2f} ({seen:.2f})    "
            f"{len(neither):10}  {alarms:12.2f}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("ratings", type=Path)
    given = parser.parse_args()
    pins = read(given.reports, given.ratings)
    if not pins:
        print("no report belongs to a rated pin", file=sys.stderr)
        return 2
    print_orders(pins)
    print_bands(pins)
    print_faults(pins)
    return 0


if __name__ == "__main__":
    sys.exit(main())
