"""CPU of a full score against the bare OCR call that people use today.

Usage: python tests/benchmarks/speed.py PINS_DIR [--pins N]

Both run on the same pins, turn by turn, in one process with one thread; the CPU of
child programs counts. The bare call is pytesseract.image_to_data on a PIL image, psm 3.
"""

from __future__ import annotations

import argparse
import os
import statistics
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

BAR = 0.60


def cpu() -> float:
    """Return the CPU seconds of this process and its finished children."""
    spent = os.times()
    return sum(spent[:4])


def timed(function, *arguments) -> float:
    begin = cpu()
    function(*arguments)
    return cpu() - begin


def bare(path: Path) -> None:
    import pytesseract
    from PIL import Image

    with Image.open(path) as image:
        pytesseract.image_to_data(image.convert("RGB"), config="--psm 3")


def scored(path: Path) -> None:
    from scorer.core.pin import Pin
    from scorer.core.settings import Settings
    from scorer.guidelines import chosen
    from scorer.pipeline import examine

    settings = Settings(cache=False)
    report = examine(Pin(path, title="10 cozy ideas"), settings, chosen(settings))
    assert report.failure is None, report.failure


def opened(path: Path) -> None:
    from scorer.core.pin import Pin
    from scorer.core.settings import Settings
    from scorer.pipeline import open_pin

    open_pin(Pin(path), Settings(cache=False))


def pictures(folder: Path, most: int | None = None) -> list[Path]:
    """Return the pictures of a folder, evenly thinned to at most ``most``."""
    endings = {".jpg", ".jpeg", ".png", ".webp"}
    found = sorted(p for p in folder.rglob("*") if p.suffix.lower() in endings)
    step = max(1, len(found) // most) if most else 1
    return found[::step][:most]


def measured(folder: Path, most: int | None) -> dict[str, float]:
    """Return CPU seconds a pin (mean) and the ratio."""
    from scorer.batch._local import one_thread

    one_thread()
    paths = pictures(folder, most)
    timed(scored, paths[0])  # engines warm
    ours, theirs, opening = [], [], []
    for path in paths:
        theirs.append(timed(bare, path))
        ours.append(timed(scored, path))
        opening.append(timed(opened, path))
    return {
        "pins": len(paths),
        "scored_s": statistics.mean(ours),
        "scored_median_s": statistics.median(ours),
        "opened_s": statistics.mean(opening),
        "bare_ocr_s": statistics.mean(theirs),
        "bare_ocr_median_s": statistics.median(theirs),
        "ratio": sum(ours) / sum(theirs),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pins", type=int)
    given = parser.parse_args()
    for name, value in measured(given.folder, given.pins).items():
        print(f"{name:20} {value:.4g}")
    print(f"bar: ratio <= {BAR}")


if __name__ == "__main__":
    main()
