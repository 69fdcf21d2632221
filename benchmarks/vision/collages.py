"""Drawn collages and single photos: ``python -m benchmarks.vision.collages [PHOTOS]``.

Prints, for each arrangement, how many are found as a collage, with the right number of
photos and, of two, as a pair; then how many single photos are taken for a collage.
PHOTOS is a folder of JPEGs (fixtures/photos).
"""

import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from scorer.vision.color.lab import lab_of
from scorer.vision.saliency import without_text
from scorer.vision.seams import panels
from tests.support.collages import GAPS, LAYOUTS, PAIRS, collage, single

WIDTH_PX = 200
SEEDS = range(8)
SINGLES = ((0, 0), (40, 0), (0, 450), (40, 300))


def count(page):
    """Panels found on a page at the width at which layout looks for them."""
    scale = WIDTH_PX / page.pixels.shape[1]
    size = (WIDTH_PX, round(page.pixels.shape[0] * scale))
    reduced = cv2.resize(page.pixels, size, interpolation=cv2.INTER_AREA)
    text = [type(box)(*(round(side * scale) for side in box)) for box in page.text]
    return len(panels(lab_of(without_text(reduced, text))))


def photos_in(folder):
    return [
        np.asarray(Image.open(path).convert("RGB"))
        for path in sorted(folder.glob("*.jpg"))
    ]


def main():
    cv2.setNumThreads(1)
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "fixtures/photos")
    photos, all_counts = photos_in(folder), []
    for name in LAYOUTS:
        for is_before_after in (False, True) if name in PAIRS else (False,):
            counts = []
            for gap in GAPS:
                for seed in SEEDS:
                    page = collage(photos, name, gap, seed, is_before_after)
                    counts.append((count(page), page.panel_count))
            all_counts += counts
            label = f"{name}{', before and after' if is_before_after else ''}"
            show(label, counts)
    show("all", all_counts)
    false = [
        count(single(photos, seed, *frame)) > 1 for frame in SINGLES for seed in SEEDS
    ]
    print(f"single photos taken for a collage: {sum(false)} of {len(false)}")


def show(label, counts):
    found, right = (
        np.mean([found > 1 for found, _ in counts]),
        np.mean([found == drawn for found, drawn in counts]),
    )
    print(f"{label:<32} found {found:.0%}, right number {right:.0%} of {len(counts)}")


if __name__ == "__main__":
    main()
