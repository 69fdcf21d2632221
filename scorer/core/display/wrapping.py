"""Text in the cells of a terminal: wide characters take two, words stay whole."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_WIDE = ("W", "F")
_MARKS = ("Mn", "Me", "Cf")
_ELLIPSIS = "…"


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes.

    Example:
        >>> cells("Küche"), cells("日本"), cells("e\N{COMBINING ACUTE ACCENT}")
        (5, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return text with blanks after it, or before it, up to a width in cells."""
    blanks = " " * max(0, width - cells(text))
    return blanks + text if right else text + blanks


def cut(text: str, width: int) -> str:
    """Return the first words of a text that fit, with … where some are left out.

    A word, such as an address, is broken only where it takes half of the room.

    Example:
        >>> cut("crop it to 2:3, 800 × 1200 px", 20)
        'crop it to 2:3, 800…'
        >>> cut("Supercalifragilistic", 9)
        'Supercal…'
    """
    if cells(text) <= width:
        return text
    kept = _head(text, width - 1)
    whole = kept.rpartition(" ")[0] if text[len(kept)] != " " else kept
    if 2 * cells(whole) < width:
        whole = kept
    return whole.rstrip(" ,;:–→") + _ELLIPSIS


def cut_middle(name: str, width: int) -> str:
    """Return a name that fits, with … in its middle: the ending tells files apart.

    Example:
        >>> cut_middle("a-very-long-file-name.png", 12)
        'a-very…e.png'
    """
    if cells(name) <= width:
        return name
    tail = _head(name[::-1], (width - 1) // 2)[::-1]
    return _head(name, width - 1 - cells(tail)) + _ELLIPSIS + tail


def wrapped(text: str, width: int, indent: int = 2) -> Iterator[str]:
    """Yield the lines of one long line, broken between words only.

    Lines after the first begin below the first one's text, and ``indent`` further. A
    word that is longer than a line, such as a path, keeps a line of its own.

    Args:
        text: Without line breaks.
        width: Cells of a line.
        indent: Blanks before each further line, on top of the first line's own.
    """
    if cells(text) <= width:
        yield text
        return
    words = text.split()
    hanging = " " * (len(text) - len(text.lstrip()) + indent)
    line = text[: len(text) - len(text.lstrip())]
    is_empty = True
    for word in words:
        if not is_empty and cells(line) + 1 + cells(word) > width:
            yield line
            line, is_empty = hanging, True
        line += word if is_empty else f" {word}"
        is_empty = False
    yield line


def _head(text: str, width: int) -> str:
    """The first characters that fit."""
    taken = 0
    for place, character in enumerate(text):
        taken += _width(character)
        if taken > width:
            return text[:place]
    return text


def _width(character: str) -> int:
    if unicodedata.category(character) in _MARKS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
