"""The list of an account's pins, ready for the names of their pictures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from os.path import relpath
from pathlib import Path

from scorer.account.data.pictures import Picture
from scorer.core.errors import InputError, OutputError
from scorer.core.storage.files import write_whole
from scorer.core.units import counted
from scorer.exports import PinStats
from scorer.pins import table
from scorer.pins.place import is_below
from scorer.reports.csv import safe

FILE = "pins.csv"
# An address in place of the id: a spreadsheet rounds an id, and a person can look.
_HEADER = ("path", "pin_url", "title", "link", "board", "created_at")
_PIN = "https://www.pinterest.com/pin/{}/"


def write_list(
    folder: Path, pins: Sequence[PinStats], pictures: Mapping[str, Picture]
) -> str:
    """Write the pins as a list to be filled in, those without a picture first.

    A list that was written before keeps what was filled in; one of another make is
    left as it is.

    Args:
        folder: Where the list goes: beside the pictures.
        pins: The account's pins.
        pictures: Picture by pin id, where one is known.

    Returns:
        What was done, in words.
    """
    path = folder / FILE
    missing = sum(pin.id not in pictures for pin in pins)
    try:
        kept = _kept(path)
        if kept is None:
            return (
                f"{path} is your own list and stays as it is: add "
                f"{counted(missing, 'pin')} to it by their ids, each with its picture"
            )
        write_whole(path, _lines(folder, pins, pictures, kept))
    except (InputError, OutputError) as error:
        return f"no list to be filled in: {error.message}"
    return (
        f"{path} lists the pins, the {missing} without a picture first: write the "
        "name of each picture into the column path, then train again"
    )


def _kept(path: Path) -> dict[str, list[str]] | None:
    """Rows of an earlier list by pin; None if somebody else made the file."""
    if not path.exists():
        return {}
    rows = [cells for _, cells in table.read(path).rows]
    if not rows or tuple(rows[0]) != _HEADER:
        return None
    wide = ([*cells, *[""] * len(_HEADER)][: len(_HEADER)] for cells in rows[1:])
    return {_key(cells[1], cells[2]): cells for cells in wide if cells[0].strip()}


def _key(address: str, title: str) -> str:
    return address or title


def _lines(
    folder: Path,
    pins: Sequence[PinStats],
    pictures: Mapping[str, Picture],
    kept: Mapping[str, list[str]],
) -> Iterator[str]:
    yield "\ufeff" + _line(_HEADER)
    rest = dict(kept)
    order = sorted(pins, key=lambda pin: (pin.id in pictures, -pin.impressions))
    for pin in order:
        cells = _row(folder, pin, pictures.get(pin.id))
        yield _line(rest.pop(_key(cells[1], cells[2]), cells))
    for cells in rest.values():
        yield _line(cells)


def _row(folder: Path, pin: PinStats, picture: Picture | None) -> Sequence[str]:
    has_address = pin.id.isdecimal()
    return (
        _below(folder, picture),
        _PIN.format(pin.id) if has_address else "",
        pin.title if has_address else pin.title or pin.id,
        pin.link,
        pin.board,
        pin.created_at.isoformat() if pin.created_at else "",
    )


def _below(folder: Path, picture: Picture | None) -> str:
    """A picture's path as a list in the folder names it; "" outside of it."""
    if picture is None or not is_below(picture.path, folder):
        return ""
    return Path(relpath(picture.path, folder)).as_posix()


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([safe(cell) for cell in cells])
    return buffer.getvalue()
