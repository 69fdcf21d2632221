"""How well overlay text is found and measured, beside OCR engines as they come.

    python -m benchmarks.text.overlay PINS_DIR TRUTH.json [PINS_DIR TRUTH.json ...]
        [--engine rapid] [--only] [--misses]

TRUTH.json lists pins with their overlay lines: text, tight ink box [x1, y1, x2, y2],
cap height. A labels.csv (source, file, overlay) beside it names the pins without
overlay text. Each pair of arguments is a set with a table of its own, as
``overlays.py``, ``lettering.py``, ``scenes.py``, ``marks.py``, ``turned.py`` and
``scripts.py`` of ``benchmarks/drawn/`` draw them. Then come the figures by the kind of
lettering or ground that a drawn pin shows, those of all real sets together (with a
labels.csv), headlines in other scripts, and roles by set and thing. Every reader takes
each pin in turn, with one thread, so that the CPU ratios are those of one run.
"""

import argparse
import collections
import csv
import json
import os
import sys
from pathlib import Path

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["OMP_THREAD_LIMIT"] = os.environ["OMP_NUM_THREADS"] = "1"

import cv2
import numpy as np
from PIL import Image

from benchmarks.text.readers import Ours, bare_rapid, bare_tesseract
from benchmarks.text.role_tally import RoleTally
from benchmarks.text.script_tally import ScriptTally
from benchmarks.text.tally import Tally

_BASIS = "tesseract psm 3"
_BARS = {
    "word F1, exact": ">= .975",
    "headline": ">= .98",
    "largest height": ">= .92",
    "smallest_message height": ">= .90",
    "box recall": ">= .95",
    "box precision": ">= .93",
    "area error": "<= .006",
    "overlay on none": "<= .04",
    "contrast side 3": ">= .95",
    "contrast side 4.5": ">= .95",
    "CPU ratio": "<= .60",
}


def cpu():
    """CPU seconds of this process and its children."""
    return sum(os.times()[:4])


def opened(path):
    with Image.open(path) as file:
        image = file.convert("RGB")
    return np.array(image), image


class Counts:
    """What is counted over all sets of a run.

    Attributes:
        roles: What each line is said to be.
        scripts: What becomes of headlines in other scripts.
        kinds: By set and kind of drawn lettering, what the first reader measures.
        real: The same for all pins that people made.
    """

    def __init__(self):
        self.roles, self.scripts = RoleTally(), ScriptTally()
        self.kinds, self.real = collections.defaultdict(Tally), Tally()

    def add(self, folder, pin, found, unread, seconds, *, is_real):
        overlay = [line for line in found if line.role == "overlay"]
        self.roles.add(folder.name, pin, found, unread)
        own = [self.real] if is_real else []
        if pin.get("thing") and pin["lines"]:
            own.append(self.kinds[f"{folder.name} {pin['thing']}"])
        for tally in own:
            tally.seconds.append(seconds)
            tally.add(pin, overlay)


def measure(readers, pins, folder, counts, *, is_real):
    """Read all pins of a set; ``counts`` adds up what the first reader says of them."""
    tallies = {name: Tally() for name in readers}
    own = next(iter(readers))
    for pin in pins:
        pixels, image = opened(folder / pin["file"])
        for name, read in readers.items():
            begin = cpu()
            found = read(pixels, image)
            seconds = cpu() - begin
            unread = getattr(read, "unread", "")
            if "script" in pin:
                counts.scripts.add(pin, found, unread)
                break
            tallies[name].seconds.append(seconds)
            if name == own:
                counts.add(folder, pin, found, unread, seconds, is_real=is_real)
            tallies[name].add(pin, [x for x in found if x.role == "overlay"])
    return tallies


def known(truth, labels):
    """Pins of the truth, and those that the labels say have no overlay."""
    pins = json.loads(truth.read_text(encoding="utf-8"))["pins"]
    files = {pin["file"] for pin in pins}
    if not labels.is_file():
        print(f"no {labels.name}: pins without overlay are those of the truth")
        return pins
    with labels.open(newline="", encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            file = f"{row['source']}/{row['file']}"
            if row["overlay"] == "none" and file not in files:
                pins.append({"file": file, "lines": []})
    return pins


def present(pins, folder):
    for pin in pins:
        if (folder / pin["file"]).is_file():
            yield pin
        else:
            print(f"skipped, not there: {pin['file']}", file=sys.stderr)


def print_table(tallies):
    rows = {name: tally.row() for name, tally in tallies.items()}
    if _BASIS in rows:
        for row in rows.values():
            row["CPU ratio"] = row["CPU s"] / rows[_BASIS]["CPU s"]
    figures = list(dict.fromkeys(figure for row in rows.values() for figure in row))
    print(f"{'':24}{'bar':>8}" + "".join(f"{name:>22}" for name in rows))
    for figure in figures:
        values = (row.get(figure) for row in rows.values())
        cells = ("-" if v is None else f"{v:.4f}" for v in values)
        print(
            f"{figure:24}{_BARS.get(figure, ''):>8}"
            + "".join(f"{c:>22}" for c in cells)
        )


def print_kinds(kinds):
    """Print what is measured of each kind of drawn lettering."""
    columns = {
        "word F1": "word F1, exact",
        "box found": "box recall",
        "box right": "box precision",
        "cap 15 %": "any height",
        "largest": "largest height",
    }
    print(f"{'drawn, by kind':28}" + "".join(f"{name:>11}" for name in columns))
    for kind, tally in kinds.items():
        row = tally.row()
        cells = (row.get(figure) for figure in columns.values())
        shown = "".join(f"{'-' if v is None else f'{v:.3f}':>11}" for v in cells)
        print(f"{kind:28}{shown}")


def measure_set(readers, folder, truth, counts, *, with_misses):
    """Measure a set, and print its table; one of other scripts has none of its own."""
    labels = labels_of(truth)
    pins = list(present(known(truth, labels), folder))
    tallies = measure(readers, pins, folder, counts, is_real=labels.is_file())
    if any("script" in pin for pin in pins):
        return
    bare = sum(not pin["lines"] for pin in pins)
    print(f"{folder}: {len(pins) - bare} pins with overlay, {bare} without")
    print_table(tallies)
    if with_misses:
        for miss in next(iter(tallies.values())).misses:
            print(*miss)


def labels_of(truth):
    return truth.parent / "labels.csv"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path, help="PINS_DIR TRUTH.json, ...")
    parser.add_argument("--engine", default="rapid")
    parser.add_argument("--misses", action="store_true", help="name what went wrong")
    parser.add_argument("--only", action="store_true", help="no other engines")
    given = parser.parse_args()
    if len(given.sets) % 2:
        parser.error("give a folder of pins and its truth, in turn")
    cv2.setNumThreads(1)
    own = f"scorer {given.engine}"
    readers = {own: Ours(given.engine)}
    if not given.only:
        readers[_BASIS] = bare_tesseract(3)
        readers["tesseract psm 11"] = bare_tesseract(11)
        readers["RapidOCR as it comes"] = bare_rapid()
    blank = np.full((64, 64, 3), 255, np.uint8)
    for read in readers.values():
        read(blank, Image.fromarray(blank))  # models are loaded once a process
    counts = Counts()
    sets = list(zip(given.sets[::2], given.sets[1::2], strict=True))
    for folder, truth in sets:
        measure_set(readers, folder, truth, counts, with_misses=given.misses)
    real = [folder.name for folder, truth in sets if labels_of(truth).is_file()]
    if len(real) > 1:
        print(f"all real sets together: {', '.join(real)}")
        print_table({own: counts.real})
    if counts.kinds:
        print_kinds(counts.kinds)
    if counts.scripts.counts:
        counts.scripts.print()
    counts.roles.print()


if __name__ == "__main__":
    main()
