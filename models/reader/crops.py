"""Cuts lines out of real pins and keeps what the large recognizer reads in them.

    python models/reader/crops.py PINS CROPS.pkl [--sure 0.95] [--level]

Only lines that it is sure of, in letters that the small reader knows; gray. With
--level they are 32 px high, as ``fit.py --judge`` wants them. The pins of people stay
where they are: no line of them is in this repository.
"""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

import cv2
from draw import ALPHABET, level

from scorer.core.errors import InputError
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.pipeline import open_pin
from scorer.text.engines import rapid
from scorer.text.recognition.recognizer import read_by_the_large

_LEAST_PX = 8
_KNOWN = frozenset(ALPHABET)


def lines_of(path: Path, least: float) -> list:
    """Return gray crops and what they say."""
    found = []

    def kept(crop, *, is_east_asian=False):
        answer = read_by_the_large(crop, is_east_asian=is_east_asian)
        text = answer.text.strip()
        if text and answer.confidence >= least and _KNOWN.issuperset(text):
            tall, wide = crop.shape[:2]
            if min(tall, wide) >= _LEAST_PX and (tall <= 1.5 * wide or len(text) < 3):
                found.append((cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), text))
        return answer

    settings = Settings(cache=False)
    rapid.recognize = kept
    rapid.ENGINE.read(open_pin(Pin(path), settings).pixels, settings)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pins", type=Path, nargs="+")
    parser.add_argument("out", type=Path)
    parser.add_argument("--sure", type=float, default=0.95)
    parser.add_argument("--level", action="store_true")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    found = []
    for folder in given.pins:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in {".jpg", ".jpeg", ".png", ".webp"}:
                try:
                    found += lines_of(path, given.sure)
                except InputError as problem:
                    print(f"{path}: {problem.message}")
    if given.level:
        leveled = [(level(crop), text) for crop, text in found]
        found = [(plane, text) for plane, text in leveled if plane is not None]
    given.out.write_bytes(pickle.dumps(found))
    print(f"{len(found)} lines")


if __name__ == "__main__":
    main()
