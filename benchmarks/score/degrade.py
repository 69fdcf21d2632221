"""Does the score fall when a pin is made worse, and stay when nothing matters?

    python -m benchmarks.score.degrade PINS_DIR [--pins 20] [--all] [--engine rapid]
                                          [--jobs 2] [--only NAMES] [--names]

Takes the better half of the pins in PINS_DIR (all with --all), makes each of them worse
in the twelve ways that were asked for and in twelve of our own, and scores them as any
other file. Then the opposite: changes that nobody sees. Prints for each how many scores
fall by 3 or more, how many rise, and the mean change; below, both against their bars.
With --names each pin that does not behave is named, with the guidelines that moved.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image
from pydantic import TypeAdapter

import scorer
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.core.units import Box
from scorer.pins import find
from scorer.pipeline import open_pin
from scorer.text.line.text_line import TextLine
from tests.support.degradations import NAMED, NEUTRAL, OWN, Scene

STEP = 3.0
FALLS_BAR, STAYS_BAR = 0.95, 0.95
_LINES = TypeAdapter(tuple[TextLine, ...])


def main():
    args = _arguments()
    settings = Settings(ocr_engine=args.engine, cache=False)
    pins = list(find([Path(args.folder)]))
    if args.pins and args.pins < len(pins):
        order = np.random.default_rng(7).permutation(len(pins))
        pins = [pins[index] for index in sorted(order[: args.pins])]
    originals = [r for r in scored(pins, settings, args.jobs) if r.score is not None]
    originals.sort(key=lambda report: -report.score.guidelines)
    better = originals if args.all else originals[: (len(originals) + 1) // 2]
    if not better:
        raise SystemExit(f"no pin in {args.folder} could be scored")
    print(f"{len(better)} pins of {len(pins)}, engine {args.engine}")
    print("| made worse | pins | falls by 3 | rises | mean change |")
    print("|---|---|---|---|---|")
    changes = {**NAMED, **OWN}
    named, still = [], []
    for name in chosen(changes, args.only):
        pairs = changed(better, settings, args.jobs, changes[name], ".png", {})
        moved = moves(pairs)
        told(name, moved, moved <= -STEP, pairs if args.names else ())
        if name in NAMED:
            named.extend(moved)
    print("\n| must not matter | pins | moves by 3 at most | rises | mean change |")
    print("|---|---|---|---|---|")
    for name in chosen(NEUTRAL, args.only):
        pairs = changed(better, settings, args.jobs, *NEUTRAL[name])
        moved = moves(pairs)
        told(name, moved, np.abs(moved) <= STEP, pairs if args.names else ())
        still.extend(moved)
    return 0 if _verdict(np.array(named), np.array(still)) else 1


def _verdict(named, still):
    met = []
    if len(named):
        falls, rises = (named <= -STEP).mean(), (named > 0).mean()
        met.append(falls >= FALLS_BAR and not rises)
        print(f"\nthe twelve: falls {falls:.3f} (bar {FALLS_BAR}), rises {rises:.3f}")
    if len(still):
        stays = (np.abs(still) <= STEP).mean()
        met.append(stays >= STAYS_BAR)
        print(f"must not matter: stays {stays:.3f} (bar {STAYS_BAR})")
    return all(met)


def chosen(changes, only):
    return [name for name in changes if not only or name in only.split(",")]


def scored(pins, settings, jobs):
    return scorer.score(pins, settings=settings, jobs=jobs)


def changed(reports, settings, jobs, change, ending, options):
    """The reports before and after, of the pins that the change applies to."""
    with tempfile.TemporaryDirectory() as folder:
        pins, before = [], []
        for index, report in enumerate(reports):
            pixels = change(scene(report, settings))
            if pixels is None:
                continue
            path = Path(folder) / f"{index:04}{ending}"
            Image.fromarray(pixels).save(path, **options)
            words = report.pin
            pins.append(Pin(path, words.title, words.description, words.link))
            before.append(report)
        after = scored(pins, settings, jobs) if pins else []
        return list(zip(before, after, strict=True))


def moves(pairs):
    """Changes of the score; a pin that cannot be scored any more has lost it all."""
    return np.array([points(after) - points(before) for before, after in pairs])


def points(report):
    return report.score.guidelines if report.score else 0.0


def scene(report, settings):
    creative = open_pin(Pin(Path(report.path)), settings)
    lines = _LINES.validate_python(report.evidence.get("text_lines") or ())
    box = report.evidence.get("focal_box")
    # Very large pictures were reduced while opening; boxes are in pixels of the file.
    if creative.scale != 1:
        lines, box = (), None
    return Scene(creative.pixels, lines, Box(*box) if box else None)


def told(name, moved, behaves, pairs):
    if not len(moved):
        print(f"| {name} | 0 | | | |", flush=True)
        return
    share, rises = behaves.mean(), (moved > 0).mean()
    print(
        f"| {name} | {len(moved)} | {share:.2f} | {rises:.2f} | {moved.mean():+.1f} |",
        flush=True,
    )
    for (before, after), change, is_right in zip(pairs, moved, behaves, strict=False):
        if not is_right:
            what = f"{Path(before.path).name} {points(before):.0f} {change:+.1f}"
            print(f"    {what}: {reasons(before, after)}")


def reasons(before, after):
    """The guidelines whose result is another one, worse ones first."""
    was = {result.id: result for result in before.results}
    said = [
        f"{result.id} {mark(was[result.id])} → {mark(result)}"
        for result in after.results
        if mark(was[result.id]) != mark(result)
    ]
    return ", ".join(said)


def mark(result):
    return result.outcome.value if result.score is None else f"{result.score:.2f}"


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--pins", type=int, default=0, help="that many, drawn by lot")
    parser.add_argument("--all", action="store_true", help="not the better half only")
    parser.add_argument("--engine", default="rapid")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--names", action="store_true", help="of pins that do not")
    parser.add_argument("--only", default="", help="names of changes, with commas")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
