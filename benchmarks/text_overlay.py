"""How well overlay text is found and measured, beside OCR engines as they come.

    python benchmarks/text_overlay.py PINS_DIR TRUTH.json [--engine rapid]
        [--only] [--misses]

TRUTH.json lists pins with their overlay lines: text, tight ink box [x1, y1, x2, y2],
cap height. A labels.csv (source, file, overlay) beside it names the pins without
overlay text. Every reader takes each pin in turn, with one thread, so that the CPU
ratios are those of one run.
"""

import argparse
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
from text_readers import bare_rapid, bare_tesseract, ours
from text_tally import Tally

_BASIS = "tesseract psm 3"
_BARS = {
    "word F1, exact": ">= .97",
    "headline": ">= .98",
    "largest height": ">= .90",
    "smallest_message height": ">= .75",
    "box recall": ">= .95",
    "box precision": ">= .93",
    "area error": "<= .006",
    "overlay on none": "<= .05",
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


def measure(readers, pins, folder):
    tallies = {name: Tally() for name in readers}
    for pin in pins:
        pixels, image = opened(folder / pin["file"])
        for name, read in readers.items():
            begin = cpu()
            found = read(pixels, image)
            tallies[name].seconds.append(cpu() - begin)
            tallies[name].add(pin, found)
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
    basis = rows[_BASIS]["CPU s"]
    for row in rows.values():
        row["CPU ratio"] = row["CPU s"] / basis
    figures = list(dict.fromkeys(figure for row in rows.values() for figure in row))
    print(f"{'':24}{'bar':>8}" + "".join(f"{name:>22}" for name in rows))
    for figure in figures:
        values = (row.get(figure) for row in rows.values())
        cells = ("-" if v is None else f"{v:.4f}" for v in values)
        print(
            f"{figure:24}{_BARS.get(figure, ''):>8}"
            + "".join(f"{c:>22}" for c in cells)
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pins", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--engine", default="rapid")
    parser.add_argument("--labels", type=Path, help="beside TRUTH.json by default")
    parser.add_argument("--misses", action="store_true", help="name what went wrong")
    parser.add_argument("--only", action="store_true", help="no psm 11, no RapidOCR")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    labels = given.labels or given.truth.parent / "labels.csv"
    pins = list(present(known(given.truth, labels), given.pins))
    own = f"scorer {given.engine}"
    readers = {own: ours(given.engine), _BASIS: bare_tesseract(3)}
    if not given.only:
        readers["tesseract psm 11"] = bare_tesseract(11)
        readers["RapidOCR as it comes"] = bare_rapid()
    blank = np.full((64, 64, 3), 255, np.uint8)
    for read in readers.values():
        read(blank, Image.fromarray(blank))  # models are loaded once a process
    tallies = measure(readers, pins, given.pins)
    bare = sum(not pin["lines"] for pin in pins)
    print(f"{len(pins) - bare} pins with overlay, {bare} without")
    print_table(tallies)
    if given.misses:
        for miss in tallies[own].misses:
            print(*miss)


if __name__ == "__main__":
    main()
