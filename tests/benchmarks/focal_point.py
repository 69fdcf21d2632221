"""Focal boxes against subjects marked by eye: ``focal_point.py PINS TRUTH``.

TRUTH is JSON: ``{"pins": [{"file", "subject": {"box": [x1, y1, x2, y2]}, "lines":
[{"box"}]}]}``. A subject is found if the focal box overlaps it (IoU >= 0.3) or the peak
lies in it. Text is taken out by the truth's lines.
Spectral residual (Hou, Zhang 2007) and the image's center stand beside it.
"""

import json
import sys
import time
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from scorer.core.units import Box
from scorer.vision.faces import faces
from scorer.vision.resize import at_working_size
from scorer.vision.saliency import focal_region, saliency


def spectral_residual(pixels):
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    reduced = cv2.resize(gray, (64, 64), interpolation=cv2.INTER_AREA)
    spectrum = np.fft.fft2(reduced.astype(np.float32))
    log = np.log(np.abs(spectrum) + 1e-9)
    residual = log - cv2.blur(log, (3, 3))
    energy = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
    return cv2.GaussianBlur(energy, (0, 0), 2.5)


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


def main():
    cv2.setNumThreads(1)
    folder, truth = Path(sys.argv[1]), Path(sys.argv[2])
    pins = json.loads(truth.read_text(encoding="utf-8"))["pins"]
    results = {"ours": [], "spectral residual": [], "image center": []}
    spent = []
    for pin in (pin for pin in pins if pin["subject"]):
        image = Image.open(folder / pin["file"]).convert("RGB")
        pixels = at_working_size(np.asarray(image))
        by_side = np.array([image.width, image.height] * 2)
        subject = np.array(pin["subject"]["box"]) / by_side
        working = np.array([pixels.shape[1], pixels.shape[0]] * 2)
        lines = [np.array(line["box"]) / by_side * working for line in pin["lines"]]
        text = [Box(*(int(v) for v in (a, b, c - a, d - b))) for a, b, c, d in lines]
        start = time.process_time()
        ours = saliency(pixels, text, faces(pixels))
        spent.append(1000 * (time.process_time() - start))
        results["ours"].append(found(ours, subject))
        results["spectral residual"].append(found(spectral_residual(pixels), subject))
        results["image center"].append(found(centered(pixels), subject))
    for name, rows in results.items():
        inside, ious = (np.array(column) for column in zip(*rows, strict=True))
        hit = inside | (ious >= 0.3)
        print(
            f"{name}: found {hit.mean():.0%}, peak inside {inside.mean():.0%}, "
            f"IoU >= 0.3 {np.mean(ious >= 0.3):.0%}, mean IoU {ious.mean():.2f}"
        )
    print(f"{len(spent)} subjects; ours with faces, median {np.median(spent):.1f} ms")


if __name__ == "__main__":
    main()
