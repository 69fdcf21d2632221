"""Scans of a JPEG: a progressive one may send its decoder over it a thousand times."""

from __future__ import annotations

import re

# FF 00 and the restarts FF D0 to FF D7 belong to a scan's data, FF FF fills.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ALONE = (0x01, 0xD8)
_END, _SCAN = 0xD9, 0xDA
# A usual file has some ten; what has more is not walked to its end.
_MOST_SEGMENTS = 100_000


def scans(data: bytes) -> int:
    """Return how often a decoder passes over the whole picture.

    Args:
        data: A JPEG's bytes.
    """
    at = 2
    found = 0
    for _ in range(_MOST_SEGMENTS):
        marker = _MARKER.search(data, at)
        kind = data[marker.end() - 1] if marker else _END
        if marker is None or kind == _END:
            return found
        at = marker.end()
        if kind not in _ALONE:
            at += int.from_bytes(data[at : at + 2], "big")
        found += kind == _SCAN
    return _MOST_SEGMENTS
