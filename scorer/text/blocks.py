"""Lines in reading order, grouped into blocks, each with its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scorer.text.kinds import Size, kinds
from scorer.text.line.text_line import TextLine


def assign_blocks(
    lines: Sequence[TextLine], size: tuple[int, int] | None = None
) -> tuple[TextLine, ...]:
    """Return the lines in reading order with block numbers and kinds.

    Overlay lines come first, block by block from the top; within a block row by row.
    The headline is the block with the largest words.

    Args:
        lines: Measured lines with their roles.
        size: Width and height of the image, px; the extent of the lines by default.
    """
    overlay = [line for line in lines if line.role == "overlay"]
    blocks = [
        _in_rows(block)
        for block in _blocks(
            sorted(overlay, key=lambda line: (line.box.top, line.box.left))
        )
    ]
    found = kinds(blocks, Size(*(size or _extent(overlay))))
    ordered = [
        replace(line, block=number, kind=kind)
        for number, block in enumerate(blocks)
        for line, kind in zip(block, found[number], strict=True)
    ]
    others = [replace(x, kind=x.role) for x in lines if x.role != "overlay"]
    return (*ordered, *others)


def by_block(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Return lines that stand together in a block and are of one kind, together."""
    found: dict[tuple[int, str], list[TextLine]] = {}
    for line in lines:
        found.setdefault((line.block, line.kind), []).append(line)
    return list(found.values())


def _extent(lines: Sequence[TextLine]) -> tuple[int, int]:
    right = max((line.box.left + line.box.width for line in lines), default=1)
    bottom = max((line.box.top + line.box.height for line in lines), default=1)
    return right, bottom


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
