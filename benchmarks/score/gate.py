"""What each gate stops of rated pins: ``gate.py REPORTS.json RATINGS.csv [GATE …]``.

REPORTS are the left-out reports of ``models/score/fit.py --left-out``: only those say
how a gate does on makers that the score was not fitted to. RATINGS as in
``agreement.py``. GATE is what ``scorer check --fail-on`` takes; all presets and impacts
if none is given.

Printed: the share of good pins that each gate stops, and of broken ones that it lets
through, by two bounds of the rating each; and of all pins that it stops. ``--bars``
ends with 1 if the gate ``team`` stops more than 15 % of the good ones (rated 4 or more)
or lets more than 15 % of the broken ones (1.5 or less) through.
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from scorer.core.guideline import Impact
from scorer.core.report import Report
from scorer.core.settings import Settings
from scorer.core.storage.codec import from_json
from scorer.scoring.gate import PRESETS, gate, shortfalls

GOOD, BROKEN = (4.0, 3.5), (1.5, 2.0)
BAR = 0.15


def read(reports: Path, ratings: Path) -> list[tuple[float, Report]]:
    """Return the rated pins that were scored, each with its mean rating."""
    stored = json.loads(reports.read_text("utf-8"))["reports"]
    found = [from_json(Report, json.dumps(each)) for each in stored]
    by_path = {"/".join(Path(each.path).parts[-3:]): each for each in found}
    with ratings.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pairs = ((row, by_path.get(f"{row['set']}/{row['file']}")) for row in rows)
    return [
        ((float(row["rating_a"]) + float(row["rating_b"])) / 2, report)
        for row, report in pairs
        if report and report.score
    ]


def share(stopped: Sequence[bool]) -> float:
    return sum(stopped) / len(stopped) if stopped else 0.0


def outcome(pins: Sequence[tuple[float, Report]], name: str) -> dict[str, float]:
    """Return the shares that a gate stops or lets through, by what they are of."""
    by = gate(Settings(fail_on=name))
    stopped = [(rating, bool(shortfalls(report, by))) for rating, report in pins]
    found = {
        f"good {low:g}+ stopped": share([x for rating, x in stopped if rating >= low])
        for low in GOOD
    }
    found |= {
        f"broken {top:g}- through": share([not x for r, x in stopped if r <= top])
        for top in BROKEN
    }
    return {**found, "all stopped": share([x for _, x in stopped])}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("ratings", type=Path)
    parser.add_argument("gates", nargs="*", metavar="GATE")
    parser.add_argument("--bars", action="store_true")
    given = parser.parse_intermixed_args()
    pins = read(given.reports, given.ratings)
    names = given.gates or [*PRESETS, *(impact.word for impact in Impact)]
    counts = [sum(rating >= low for rating, _ in pins) for low in GOOD]
    counts += [sum(rating <= top for rating, _ in pins) for top in BROKEN]
    found = {name: outcome(pins, name) for name in dict.fromkeys((*names, "team"))}
    heads = list(found["team"])
    print(f"{'gate':28}" + "".join(f"{head:>20}" for head in heads))
    print(f"{'pins':28}" + "".join(f"{n:>20}" for n in (*counts, len(pins))))
    for name in names:
        cells = "".join(f"{100 * found[name][head]:>18.0f} %" for head in heads)
        print(f"{name:28}{cells}")
    team = found["team"]
    missed = max(team[heads[0]], team[heads[len(GOOD)]]) > BAR
    return int(given.bars and missed)


if __name__ == "__main__":
    sys.exit(main())
