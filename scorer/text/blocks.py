"""Lines in reading order, grouped into blocks, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scorer.text.line.text_line import TextLine

_URL = re.compile(r"(?i)\b[\w-]{3,}\.(com|org|net|co|io|de|fr|uk|shop|blog|me|app)\b")
_HANDLE = re.compile(r"(?:^|\s)@\w{2,}")
_ACTION = re.compile(
    r"(?i)^\W*(get|shop|click|tap|read|try|save|learn|download|follow|visit|sign up|"
    r"discover|see|watch|start|join|order|buy|swipe|grab|find out)\b"
)
_ITEM = re.compile(r"^\s*(\d{1,2}[.):]?\s|[-–—•·→✓✔☑●○▪]\s?)")
_ACTION_WORDS = 5
_LIST_LINES, _BODY_LINES = 3, 3
_WORD_LETTERS = 3


def in_blocks(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines in reading order with block numbers and kinds.

    Overlay lines come first, block by block from the top; within a block row by row.
    The headline is the block with the largest words.
    """
    overlay = [line for line in lines if line.role == "overlay"]
    blocks = _blocks(sorted(overlay, key=lambda line: (line.box.top, line.box.left)))
    words = [line.cap_height_px for line in overlay if _is_wordy(line)]
    largest = max(words, default=0.0)
    items = [line for line in overlay if line.mark or _ITEM.match(line.text)]
    is_list = len(items) >= _LIST_LINES
    ordered: list[TextLine] = []
    for number, block in enumerate(blocks):
        kind = _kind(block, largest)
        for line in _in_rows(block):
            own = _label(line) or ("list" if is_list and line in items else "")
            if not own and kind == "headline":
                own = _headline_kind(line, largest)
            ordered.append(replace(line, block=number, kind=own or kind))
    others = [replace(x, kind=x.role) for x in lines if x.role != "overlay"]
    return (*ordered, *others)


def _is_wordy(line: TextLine) -> bool:
    """Whether it can be a headline: no address, and not a figure alone."""
    letters = sum(sign.isalpha() for sign in line.text)
    return not _label(line) and letters >= _WORD_LETTERS


def _headline_kind(line: TextLine, largest: float) -> str:
    """Small print that stands close to a headline belongs to its block only."""
    return "headline" if line.cap_height_px >= 0.5 * largest else "subline"


def _in_rows(block: Sequence[TextLine]) -> list[TextLine]:
    """Lines from the top, those on one baseline from the left."""
    rows: list[list[TextLine]] = []
    for line in sorted(block, key=lambda line: line.baseline_px):
        last = rows[-1][-1] if rows else None
        if last is not None and _is_beside(line, last):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda x: x.box.left)]


def _is_beside(line: TextLine, other: TextLine) -> bool:
    small = min(line.cap_height_px, other.cap_height_px)
    apart = max(line.box.left, other.box.left) >= min(
        line.box.left + line.box.width, other.box.left + other.box.width
    )
    return apart and abs(line.baseline_px - other.baseline_px) < 0.5 * small


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
    wordy = [line.cap_height_px for line in block if _is_wordy(line)]
    if wordy and max(wordy) >= 0.85 * largest:
        return "headline"
    if not any(sign.isalpha() for line in block for sign in line.text):
        return "figure"
    words = sum(len(line.text.split()) for line in block)
    if words <= _ACTION_WORDS and _ACTION.match(block[0].text):
        return "call-to-action"
    return "body" if len(block) >= _BODY_LINES else "subline"
