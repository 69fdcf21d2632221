"""Subjects, collages and faces against truth by eye: ``focal_point.py PINS TRUTH``.

TRUTH is JSON: ``{"pins": [{"file", "collage", "subject": {"box": [x1, y1, x2, y2]},
"lines": [{"box"}]}]}``; PINS may hold more pins than that. A subject is found if the
focal box overlaps it (IoU >= 0.3) or the peak lies in it. Text is taken out by the
truth's lines. Beside ours: spectral residual (Hou, Zhang 2007), corner counts (Shi,
Tomasi 1994), the image's center. Weights are equal, so there is nothing to
cross-validate; what every choice of cues reaches shows how little weights matter.

Faces have no truth here: those found are listed for the eye, with CPU time, and plain
Haar at half size (scale 1.1, 5 neighbors) beside them.
"""

import itertools
import json
import sys
import time
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.core.units import Box
from scorer.features import layout
from scorer.features._text_regions import text_boxes
from scorer.vision.faces import faces
from scorer.vision.resize import at_working_size
from scorer.vision.saliency import focal_region, saliency

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


def spectral_residual(pixels):
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    reduced = cv2.resize(gray, (64, 64), interpolation=cv2.INTER_AREA)
    spectrum = np.fft.fft2(reduced.astype(np.float32))
    log = np.log(np.abs(spectrum) + 1e-9)
    residual = log - cv2.blur(log, (3, 3))
    energy = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
    return cv2.GaussianBlur(energy, (0, 0), 2.5)


def corner_counts(pixels):
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    found = cv2.goodFeaturesToTrack(gray, 500, 0.01, 5)
    counts = np.zeros(gray.shape, np.float32)
    for x, y in found.reshape(-1, 2).astype(int) if found is not None else ():
        counts[y, x] += 1
    return cv2.GaussianBlur(counts, (0, 0), gray.shape[1] / 12)


def centered(pixels):
    y, x = np.mgrid[-1:1:65j, -1:1:65j]
    return np.where(np.maximum(abs(x), abs(y)) < 0.6, 1.5 - np.hypot(x, y), 0)


def found(attention, subject):
    """Peak inside, IoU; the subject in shares of width and height."""
    height, width = attention.shape
    left, top, w, h = cv2.boundingRect(focal_region(attention).astype(np.uint8))
    box = (left / width, top / height, (left + w) / width, (top + h) / height)
    y, x = np.unravel_index(attention.argmax(), attention.shape)
    y, x = (y + 0.5) / height, (x + 0.5) / width
    inside = subject[0] <= x <= subject[2] and subject[1] <= y <= subject[3]
    return inside, overlap(box, subject)


def overlap(one, other):
    across = max(0, min(one[2], other[2]) - max(one[0], other[0]))
    down = max(0, min(one[3], other[3]) - max(one[1], other[1]))
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return across * down / (sum(areas) - across * down)


def read(path):
    return np.asarray(Image.open(path).convert("RGB"))


def scaled(lines, across, down):
    corners = (np.array(line["box"]) * ([across, down] * 2) for line in lines)
    return [Box(*(int(v) for v in (a, b, c - a, d - b))) for a, b, c, d in corners]


def subjects(folder, pins):
    """For each pin with a subject: working pixels, text, subject, maker."""
    for pin in (pin for pin in pins if pin["subject"]):
        full = read(folder / pin["file"])
        height, width = full.shape[:2]
        pixels = at_working_size(full)
        text = scaled(pin["lines"], pixels.shape[1] / width, pixels.shape[0] / height)
        subject = np.array(pin["subject"]["box"]) / [width, height, width, height]
        yield pixels, text, subject, pin["file"].split("/")[0]


def against_subjects(folder, pins):
    table = {"ours": [], "spectral residual": [], "corner counts": [], "center": []}
    spent, makers = [], []
    for pixels, text, subject, maker in subjects(folder, pins):
        start = time.process_time()
        ours = saliency(pixels, text, faces(pixels))
        spent.append(1000 * (time.process_time() - start))
        makers.append(maker)
        table["ours"].append(found(ours, subject))
        table["spectral residual"].append(found(spectral_residual(pixels), subject))
        table["corner counts"].append(found(corner_counts(pixels), subject))
        table["center"].append(found(centered(pixels), subject))
    for name, rows in table.items():
        inside, ious = (np.array(column) for column in zip(*rows, strict=True))
        hit = inside | (ious >= 0.3)
        by_maker = ", ".join(
            f"{maker} {sum(hit[i] for i in range(len(hit)) if makers[i] == maker)}"
            f"/{makers.count(maker)}"
            for maker in sorted(set(makers))
        )
        print(
            f"{name:<18} found {hit.mean():4.0%}, peak inside {inside.mean():4.0%}, "
            f"IoU >= 0.3 {np.mean(ious >= 0.3):4.0%}, mean IoU {ious.mean():.2f}"
            f" ({by_maker})"
        )
    print(f"{len(spent)} subjects; map with faces, median {np.median(spent):.1f} ms")


def other_weights(folder, pins):
    """Hit rates of single cues and of pairs: how much the choice matters."""
    cases = [(*each, faces(each[0])) for each in subjects(folder, pins)]
    rates = {}
    for weights in itertools.product((0.0, 1.0), repeat=5):
        if 1 <= sum(weights) <= 4:
            hits = [
                found(saliency(pixels, text, seen, weights), subject)
                for pixels, text, subject, _, seen in cases
            ]
            rates[weights] = np.mean([inside or iou >= 0.3 for inside, iou in hits])
    least, median, most = np.percentile(list(rates.values()), (0, 50, 100))
    print(
        f"{len(rates)} choices of one to four of the five cues: found {least:.0%} to "
        f"{most:.0%}, median {median:.0%}"
    )


def against_collages(folder, pins):
    hits, false = [], []
    for pin in pins:
        pixels = read(folder / pin["file"])
        creative = Creative(Pin(folder / pin["file"]), pixels, Settings())
        creative._derived[text_boxes] = tuple(scaled(pin["lines"], 1, 1))
        is_collage = layout.FAMILY.extract(creative).is_collage
        (hits if pin["collage"] or pin["before_after"] else false).append(is_collage)
    print(
        f"collages, before and after: found {sum(hits)} of {len(hits)}, "
        f"false {sum(false)} of {len(false)}"
    )


def plain_haar(pixels):
    folder = cv2.data.haarcascades
    cascade = cv2.CascadeClassifier(f"{folder}haarcascade_frontalface_default.xml")
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return cascade.detectMultiScale(gray, 1.1, 5, minSize=(40, 40))


def list_faces(folder):
    paths = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES)
    spent, plain_spent, with_faces, plain_count = [], [], [], 0
    for path in paths:
        pixels = at_working_size(read(path))
        start = time.process_time()
        seen = faces(pixels)
        middle = time.process_time()
        plain_count += len(plain_haar(pixels)) > 0
        plain_spent.append(1000 * (time.process_time() - middle))
        spent.append(1000 * (middle - start))
        if seen:
            with_faces.append(f"{path.relative_to(folder)} ({len(seen)})")
    print(
        f"faces on {len(with_faces)} of {len(paths)} pins, median "
        f"{np.median(spent):.1f} ms, mean {np.mean(spent):.1f} ms (plain Haar: on "
        f"{plain_count}, {np.median(plain_spent):.1f} ms): {', '.join(with_faces)}"
    )


def main():
    cv2.setNumThreads(1)
    folder, truth = Path(sys.argv[1]), Path(sys.argv[2])
    pins = json.loads(truth.read_text(encoding="utf-8"))["pins"]
    against_subjects(folder, pins)
    other_weights(folder, pins)
    against_collages(folder, pins)
    list_faces(folder)


if __name__ == "__main__":
    main()
