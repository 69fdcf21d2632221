"""How well overlay text is found and measured, beside OCR engines as they come.

    python tests/benchmarks/text_overlay.py PINS_DIR TRUTH.json [--engine rapid]
        [--labels labels.csv] [--misses]

TRUTH.json lists pins with their overlay lines: text, tight ink box [x1, y1, x2, y2],
cap height. Labels (source, file, overlay) name the pins without overlay text.
"""

import argparse
import collections
import csv
import json
import os
import re
import statistics
from pathlib import Path

import numpy as np
import pytesseract
from PIL import Image

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["OMP_THREAD_LIMIT"] = os.environ["OMP_NUM_THREADS"] = "1"

from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.features.text_overlay import text_lines

Found = collections.namedtuple("Found", "text box cap_px")


def cpu():
    """CPU seconds of this process and its children."""
    return sum(os.times()[:4])


def ours(engine):
    def read(pixels, image):
        creative = Creative(Pin(Path()), pixels, Settings(ocr_engine=engine))
        return [
            Found(line.text, corners(*line.box), line.cap_height_px)
            for line in creative.once(text_lines)
            if line.role == "overlay"
        ]

    return read


def bare_tesseract(mode):
    def read(pixels, image):
        kind = pytesseract.Output.DICT
        config = f"--psm {mode}"
        table = pytesseract.image_to_data(image, config=config, output_type=kind)
        lines = collections.defaultdict(list)
        for i, text in enumerate(table["text"]):
            if text.strip() and float(table["conf"][i]) >= 0:
                key = tuple(table[k][i] for k in ("block_num", "par_num", "line_num"))
                lines[key].append(i)
        return [tesseract_line(table, words) for words in lines.values()]

    return read


def tesseract_line(table, words):
    boxes = [
        corners(*(table[k][i] for k in ("left", "top", "width", "height")))
        for i in words
    ]
    a, b, c, d = zip(*boxes, strict=True)
    box = (min(a), min(b), max(c), max(d))
    return Found(" ".join(table["text"][i] for i in words), box, box[3] - box[1])


def bare_rapid():
    from rapidocr import RapidOCR

    threads = {
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "Global.log_level": "error",
    }
    engine = RapidOCR(params=threads)

    def read(pixels, image):
        result = engine(pixels[:, :, ::-1])
        pairs = zip(result.boxes, result.txts, strict=True) if result.txts else ()
        return [
            Found(text, (*box.min(0), *box.max(0)), float(np.ptp(box[:, 1])))
            for box, text in pairs
        ]

    return read


def corners(left, top, width, height):
    return (left, top, left + width, top + height)


def overlap(a, b):
    """Intersection over union."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    common = max(0, width) * max(0, height)
    return common / (area(a) + area(b) - common)


def area(box):
    return (box[2] - box[0]) * (box[3] - box[1])


def words(text):
    """Words without case and outer punctuation; every dash and quote is one."""
    text = re.sub("[‐-―−]", "-", text.lower().replace("’", "'"))
    bare = (re.sub(r"^[^\w$]+|[^\w%+]+$", "", word) for word in text.split())
    return [word for word in bare if word]


def near(value, truth):
    return value is not None and abs(value / truth - 1) <= 0.15


class Tally:
    """Counts over the pins of one reader."""

    def __init__(self):
        self.shares = collections.defaultdict(list)
        self.counts = collections.Counter()
        self.seconds = []
        self.misses = []

    def add(self, pin, found):
        self._words(pin, found)
        self._boxes(pin, found)
        self._height(pin, found, "largest_cap", 0.5)
        self._height(pin, found, "smallest_message", 0.3)

    def _words(self, pin, found):
        truth = collections.Counter(w for x in pin["lines"] for w in words(x["text"]))
        seen = collections.Counter(w for x in found for w in words(x.text))
        self.counts["wanted"] += truth.total()
        self.counts["hit"] += (truth & seen).total()
        if pin["lines_complete"]:
            self.counts["seen"] += seen.total()
            self.counts["right"] += (truth & seen).total()
            if truth != seen:
                self.misses.append(
                    (pin["file"], dict(truth - seen), dict(seen - truth))
                )

    def _boxes(self, pin, found):
        for line in pin["lines"]:
            best = max((overlap(line["box"], x.box) for x in found), default=0)
            self.shares["box recall"].append(best >= 0.5)
            if best < 0.5:
                self.misses.append((pin["file"], "no box", line["text"]))
        if not pin["lines_complete"]:
            return
        for x in found:
            best = max(
                (overlap(line["box"], x.box) for line in pin["lines"]), default=0
            )
            self.shares["box precision"].append(best >= 0.5)
        ink = sum(area(x.box) for x in found) / (pin["width"] * pin["height"])
        self.shares["area error"].append(abs(ink - pin["text_line_area_frac"]))

    def _height(self, pin, found, name, share):
        text = pin[f"{name}_text"]
        truth = pin[f"{name.removesuffix('_cap')}_cap_px"]
        line = next((x for x in pin["lines"] if x["text"] == text), None)
        if line is None or not truth:
            return
        best = max(found, key=lambda x: overlap(x.box, line["box"]), default=None)
        matched = best is not None and overlap(best.box, line["box"]) >= share
        cap = best.cap_px if matched else None
        self.shares[f"{name} height"].append(near(cap, truth))
        if name == "largest_cap":
            self.shares["headline"].append(matched)
            largest = max((x.cap_px for x in found), default=None)
            self.shares["largest height"].append(near(largest, truth))
        if not near(cap, truth):
            self.misses.append((pin["file"], name, text, truth, cap))

    def row(self):
        recall = self.counts["hit"] / max(1, self.counts["wanted"])
        precision = self.counts["right"] / max(1, self.counts["seen"])
        f1 = 2 * recall * precision / max(1e-9, recall + precision)
        means = {k: statistics.fmean(v) for k, v in self.shares.items()}
        return {"word F1": f1, **means, "CPU s": statistics.fmean(self.seconds)}


def measure(read, pins, folder):
    tally = Tally()
    for pin in pins:
        with Image.open(folder / pin["file"]) as opened:
            image = opened.convert("RGB")
        pixels = np.array(image)
        begin = cpu()
        found = read(pixels, image)
        tally.seconds.append(cpu() - begin)
        tally.add(pin, found)
    return tally


def without_overlay(read, labels, folder):
    """Share of the pins labelled `none` in which the reader finds an overlay."""
    hits = []
    with labels.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            path = folder / row["source"] / row["file"]
            if row["overlay"] == "none" and path.is_file():
                with Image.open(path) as opened:
                    image = opened.convert("RGB")
                hits.append(bool(read(np.array(image), image)))
    return statistics.fmean(hits) if hits else float("nan")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pins", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--engine", default="rapid")
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--only", action="store_true", help="leave the others out")
    given = parser.parse_args()
    pins = json.loads(given.truth.read_text(encoding="utf-8"))["pins"]
    pins = [pin for pin in pins if (given.pins / pin["file"]).is_file()]
    readers = {f"scorer {given.engine}": ours(given.engine)}
    readers["tesseract psm 3"] = bare_tesseract(3)
    if not given.only:
        readers["tesseract psm 11"] = bare_tesseract(11)
        readers["RapidOCR as it comes"] = bare_rapid()
    blank = np.full((64, 64, 3), 255, np.uint8)
    for read in readers.values():
        read(blank, Image.fromarray(blank))  # models are loaded once a process
    tallies = {name: measure(read, pins, given.pins) for name, read in readers.items()}
    rows = {name: tally.row() for name, tally in tallies.items()}
    basis = rows["tesseract psm 3"]["CPU s"]
    print(f"{len(pins)} pins\n{'':24}" + "".join(f"{name:>22}" for name in rows))
    for figure in next(iter(rows.values())):
        print(f"{figure:24}" + "".join(f"{row[figure]:22.4f}" for row in rows.values()))
    print(
        f"{'CPU ratio':24}"
        + "".join(f"{r['CPU s'] / basis:22.3f}" for r in rows.values())
    )
    if given.labels:
        for name in list(readers)[:2]:
            share = without_overlay(readers[name], given.labels, given.pins)
            print(f"{name}: overlay found in {share:.1%} of the pins without one")
    if given.misses:
        for miss in tallies[f"scorer {given.engine}"].misses:
            print(*miss)


if __name__ == "__main__":
    main()
