"""Contact sheets: tiles that a function draws of each pin, so many a sheet."""

import argparse
from pathlib import Path

from PIL import Image

from scorer.core.errors import ScorerError
from scorer.core.settings import Settings

_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


def write_sheets(tile, tile_size, columns, rows, summary):
    """Write the sheets that the command line asks for, and print their names.

    Args:
        tile: Draws a pin: path and settings to a picture no larger than ``tile_size``.
        tile_size: Width and height, pixels.
        columns: Tiles side by side.
        rows: Tiles one above the other.
        summary: What ``--help`` says.
    """
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("pins", type=Path, nargs="+")
    parser.add_argument("--into", type=Path, default=Path("look"))
    parser.add_argument("--engine", default="rapid")
    given = parser.parse_args()
    settings = Settings(ocr_engine=given.engine)
    files = _pictures(given.pins)
    given.into.mkdir(parents=True, exist_ok=True)
    wide, high = tile_size
    size = columns * rows
    for first in range(0, len(files), size):
        sheet = Image.new("RGB", (wide * columns, high * rows), "white")
        for place, path in enumerate(files[first : first + size]):
            row, column = divmod(place, columns)
            try:
                sheet.paste(tile(path, settings), (column * wide, row * high))
            except ScorerError as error:
                print(f"{path}: {error.message}")
        target = given.into / f"{first // size + 1:02}.png"
        sheet.save(target)
        print(target)


def _pictures(roots):
    return sorted(
        path
        for root in roots
        for path in ([root] if root.is_file() else root.rglob("*"))
        if path.suffix.lower() in _SUFFIXES
    )
