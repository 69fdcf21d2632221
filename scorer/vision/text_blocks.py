"""Lines in reading order, grouped into blocks, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scorer.vision.text_line import TextLine

_URL = re.compile(r"(?i)\b[\w-]{3,}\.(com|org|net|co|io|de|fr|uk|shop|blog|me|app)\b")
_HANDLE = re.compile(r"(?:^|\s)@\w{2,}")
_ACTION = re.compile(
    r"(?i)^\W*(get|shop|click|tap|read|try|save|learn|download|follow|visit|sign up|"
    r"discover|see|watch|start|join|order|buy|swipe|grab|find out)\b"
)
_ITEM = re.compile(r"^\s*(\d{1,2}[.):]?\s|[-–—•·→✓✔☑●○▪]\s?)")
_ACTION_WORDS = 5
_LIST_LINES = 3


def in_blocks(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines in reading order with block numbers and kinds.

    Overlay lines come first; the headline is the overlay's largest block.
    """
    overlay = [line for line in lines if line.role == "overlay"]
    blocks = _blocks(sorted(overlay, key=lambda line: (line.box.top, line.box.left)))
    largest = max((line.cap_height_px for line in _message(overlay)), default=0.0)
    ordered: list[TextLine] = []
    for number, block in enumerate(blocks):
        kind = _kind(block, largest)
        for line in block:
            own = _label(line) or kind
            ordered.append(replace(line, block=number, kind=own))
    scene = [replace(line, kind="scene") for line in lines if line.role != "overlay"]
    return (*ordered, *scene)


def _message(lines: Sequence[TextLine]) -> list[TextLine]:
    return [line for line in lines if not _label(line)]


def _label(line: TextLine) -> str:
    if _URL.search(line.text):
        return "url"
    return "brand" if _HANDLE.search(line.text) else ""


def _blocks(lines: list[TextLine]) -> list[list[TextLine]]:
    blocks: list[list[TextLine]] = []
    for line in lines:
        home = next((b for b in blocks if any(_belongs(line, o) for o in b)), None)
        if home is None:
            blocks.append([line])
        else:
            home.append(line)
    return blocks


def _belongs(line: TextLine, above: TextLine) -> bool:
    a, b = above.box, line.box
    small, large = sorted((above.cap_height_px, line.cap_height_px))
    gap = b.top - (a.top + a.height)
    common = min(a.left + a.width, b.left + b.width) - max(a.left, b.left)
    beside = abs(line.baseline_px - above.baseline_px) < 0.5 * small
    close = common > 0 if not beside else -common < 2 * large
    return large <= 1.6 * small and gap <= 1.6 * large and close


def _kind(block: Sequence[TextLine], largest: float) -> str:
    if max(line.cap_height_px for line in block) >= 0.85 * largest > 0:
        return "headline"
    if len(block) >= _LIST_LINES:
        items = sum(bool(line.mark or _ITEM.match(line.text)) for line in block)
        return "list" if items >= 0.5 * len(block) else "body"
    words = sum(len(line.text.split()) for line in block)
    if words <= _ACTION_WORDS and _ACTION.match(block[0].text):
        return "call-to-action"
    return "subline"
