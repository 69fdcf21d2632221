"""Scans of a JPEG: a progressive one may send its decoder over it a thousand times."""

from __future__ import annotations

import re
from collections.abc import Iterator

# FF 00 and the restarts FF D0 to FF D7 belong to a scan's data, FF FF fills.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ALONE = (0x01, 0xD8)
_END, _SCAN = 0xD9, 0xDA
# A usual file has some ten; what has more is not walked to its end.
_MOST_SEGMENTS = 100_000


_PROGRESSIVE = 0xC2
_COEFFICIENTS = 64


def scans(data: bytes) -> int:
    """Return how often a decoder passes over the whole picture.

    Args:
        data: A JPEG's bytes.
    """
    found = 0
    for number, (kind, _) in enumerate(_segments(data)):
        if number >= _MOST_SEGMENTS:
            return _MOST_SEGMENTS
        found += kind == _SCAN
    return found


def is_all_begun(data: bytes) -> bool:
    """Return whether every scan that a JPEG is made of is there, or has begun.

    That of a baseline JPEG is told by its pixels. A progressive one is there when each
    coefficient of each component has been refined to its last bit.
    """
    components = b""
    open_: set[tuple[int, int]] = set()
    for number, (kind, content) in enumerate(_segments(data)):
        if number >= _MOST_SEGMENTS:
            return False
        if kind == _PROGRESSIVE:
            components = (
                content[6 : 6 + 3 * content[5] : 3] if len(content) > 5 else b""
            )
            open_ = {(each, k) for each in components for k in range(_COEFFICIENTS)}
        elif kind == _SCAN and components and content:
            count = content[0]
            named, ends = content[1 : 1 + 2 * count : 2], content[1 + 2 * count :][:3]
            if len(ends) == 3 and not ends[2] & 0x0F:
                span = range(ends[0], ends[1] + 1)
                open_ -= {(each, k) for each in named for k in span}
    return not open_


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments of a JPEG: what each is, and what it says."""
    at = 2
    while marker := _MARKER.search(data, at):
        kind = data[marker.end() - 1]
        if kind == _END:
            return
        at = marker.end()
        size = 0
        if kind not in _ALONE:
            size = int.from_bytes(data[at : at + 2], "big")
        yield kind, data[at + 2 : at + size]
        at += size
