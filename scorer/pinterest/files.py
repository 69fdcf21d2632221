"""The files that a pull leaves: figures for ``train``, and the words of pictures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from scorer.core.errors import OutputError
from scorer.core.storage.files import write_whole
from scorer.pinterest.answers import Analytics, Id, Pin

_PINS = Path("exports", "pins.json")
_HEADER = ("path", "id", "title", "description", "link", "board", "created_at")


class _Identified(BaseModel):
    id: Id


class _Pulled(BaseModel):
    """What is read again of the list that ``write`` left."""

    items: list[_Identified]


def check_replaceable(out: Path) -> None:
    """Refuse a folder with a list of pins that no pull wrote: its words would be lost.

    Raises:
        OutputError: It is one.
    """
    words = out / "pins" / "pins.csv"
    try:
        with words.open(encoding="utf-8", errors="replace") as file:
            header = file.readline(1_000)
    except OSError:  # none is there
        return
    if header.rstrip("\r\n") != ",".join(_HEADER):
        raise OutputError(
            f"{words} is a list of pins that was not pulled: it is not written over",
            hint="choose another folder with -o",
        )


def pulled(out: Path) -> frozenset[str]:
    """Return the ids of the pins that a folder holds from earlier pulls."""
    try:
        found = _Pulled.model_validate_json((out / _PINS).read_bytes())
    except (OSError, ValidationError):  # none is there, or nothing that a pull wrote
        return frozenset()
    return frozenset(each.id for each in found.items)


def write(
    out: Path,
    pins: Sequence[Pin],
    boards: Mapping[str, str],
    figures: Mapping[str, Analytics],
    there: Mapping[str, str],
) -> None:
    """Write the lists of an account, each whole.

    Args:
        out: The folder, with ``exports`` and ``pins`` in it.
        pins: What was pulled.
        boards: Names by id.
        figures: Daily figures of pins that came without any, by pin id.
        there: Names of pictures by pin id.

    Raises:
        OutputError: The folder cannot be written.
    """
    items = [
        {
            **pin.model_dump(
                mode="json", exclude={"media": {"images"}}, exclude_none=True
            ),
            "board_name": boards.get(pin.board_id or "", ""),
        }
        for pin in pins
    ]
    write_whole(out / _PINS, [json.dumps({"items": items}, indent=1)])
    analytics = out / "exports" / "analytics.json"
    if figures:
        stored = {key: each.model_dump(mode="json") for key, each in figures.items()}
        write_whole(analytics, [json.dumps(stored, indent=1)])
    else:
        analytics.unlink(missing_ok=True)
    write_whole(out / "pins" / "pins.csv", _rows(pins, boards, there))


def _rows(
    pins: Sequence[Pin], boards: Mapping[str, str], there: Mapping[str, str]
) -> Iterator[str]:
    yield _row(*_HEADER)
    for pin in pins:
        if pin.id in there:
            yield _row(
                there[pin.id],
                pin.id,
                pin.title or "",
                pin.description or "",
                pin.link or "",
                boards.get(pin.board_id or "", ""),
                pin.created_at or "",
            )


def _row(*cells: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
