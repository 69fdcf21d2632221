"""Draw odd, broken and malicious picture files: one function a mechanism.

Usage: python -m benchmarks.drawn.hostile FOLDER [--changed 4] [--only heics]

Each file that is drawn is besides cut off and changed so often, by a seed. Nothing is
taken from elsewhere; photos in HEIC want pillow-heif, which can write them. Then:

    python -m benchmarks.robustness.hostile FOLDER [--full]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.drawn.hostile.bmp import bmps
from benchmarks.drawn.hostile.boxes import avifs, heics
from benchmarks.drawn.hostile.gif import gifs
from benchmarks.drawn.hostile.jpeg import jpeg_frames, jpegs
from benchmarks.drawn.hostile.others import others, special
from benchmarks.drawn.hostile.pictures import Named, every_format
from benchmarks.drawn.hostile.png import pngs
from benchmarks.drawn.hostile.tiff import tiffs
from benchmarks.drawn.hostile.webp import webps

_MOST_BYTES = 2_000_000  # of a file that is changed, too
FAMILIES = (
    every_format,
    pngs,
    tiffs,
    jpegs,
    jpeg_frames,
    gifs,
    webps,
    avifs,
    heics,
    bmps,
    others,
)


def changed(name: str, data: bytes, times: int, dice: random.Random) -> Iterator[Named]:
    """The file cut off, and with bytes changed, mostly near its beginning."""
    if len(data) > _MOST_BYTES:
        return
    stem, _, ending = name.rpartition(".")
    for number in range(times):
        altered = bytearray(data)
        if number % 2:
            del altered[dice.randrange(len(data) + 1) :]
        else:
            near = min(len(data), dice.choice((64, 400, len(data))))
            for _ in range(dice.randint(1, 4)):
                if near:
                    altered[dice.randrange(near)] = dice.choice((0, 1, 127, 128, 255))
        yield f"{stem}~{number}.{ending}", bytes(altered)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--changed", type=int, default=4)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    given.folder.mkdir(parents=True)
    dice = random.Random(8)
    wanted = given.only.split(",") if given.only else ()
    for family in FAMILIES:
        if wanted and family.__name__ not in wanted:
            continue
        for name, data in family():
            (given.folder / name).write_bytes(data)
            for other, altered in changed(name, data, given.changed, dice):
                (given.folder / other).write_bytes(altered)
    if not wanted:
        special(given.folder)


if __name__ == "__main__":
    main()
