"""Percentiles of every picture feature over real pins: ``percentiles.py DIR``.

DIR is searched for JPEG, PNG and WebP files. Limits of guidelines that have no
published number are read off this table. Also prints CPU milliseconds per family.
"""

import sys
import time
from pathlib import Path

import cv2
import numpy as np

from scorer.core.family import Features
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.features import (
    clutter,
    color,
    composition,
    focal_point,
    geometry,
    layout,
    photo_quality,
)
from scorer.pipeline import open_pin

MODULES = (geometry, clutter, focal_point, color, layout, photo_quality, composition)
SHARES = (0, 5, 10, 25, 50, 75, 90, 95, 100)


def main():
    cv2.setNumThreads(1)
    paths = sorted(Path(sys.argv[1]).rglob("*.*"))
    paths = [path for path in paths if path.suffix in {".jpg", ".png", ".webp"}]
    times = {module.__name__: [] for module in MODULES}
    rows = []
    for path in paths:
        creative = open_pin(Pin(path), Settings(ocr_engine=engine()))
        records = {}
        for module in MODULES:
            start = time.process_time()
            records[module.FAMILY.record] = module.FAMILY.extract(creative)
            times[module.__name__].append(1000 * (time.process_time() - start))
        rows.append(Features(records).values())
    print("share of pins below (%):", *SHARES)
    for name in rows[0]:
        values = np.nanpercentile([row[name] for row in rows], SHARES)
        print(name, *(f"{value:.4g}" for value in values))
    for name, spent in times.items():
        print(f"{name}: median {np.median(spent):.1f} ms")
    total = np.median(np.sum(list(times.values()), axis=0))
    print(f"all of them: median {total:.1f} ms on {len(paths)} pins")


def engine():
    return sys.argv[2] if len(sys.argv) > 2 else Settings().ocr_engine


if __name__ == "__main__":
    main()
