"""Find pins: files, folders, a manifest with titles and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from scorer.core.pin import Pin

_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".avif"}


def find(paths: Iterable[Path]) -> Iterator[Pin]:
    """Yield the pins below each path in the order of their names; nothing is opened."""
    for path in paths:
        if path.is_dir():
            files = (each for each in sorted(path.rglob("*")) if each.is_file())
            yield from (Pin(each) for each in files if each.suffix.lower() in _SUFFIXES)
        else:
            yield Pin(path)
