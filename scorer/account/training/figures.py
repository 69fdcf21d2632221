"""What exports said beside a model, so that a month's export adds to those before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from scorer.account.training import sealed_lines
from scorer.clickrate.model.store import current_folder
from scorer.core.storage.bounds import LARGEST
from scorer.core.storage.codec import from_json, to_json
from scorer.core.storage.mistakes import first_mistake
from scorer.exports import Counts, Facts, Figures, Period, Said

FILE = "figures.jsonl"
_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class _Window:
    """Counts of one pin over one period."""

    period: Period
    counts: Counts


@dataclass(frozen=True, slots=True)
class _Pin:
    """What is known of one pin."""

    id: str
    facts: Facts
    windows: tuple[_Window, ...]


@dataclass(frozen=True, slots=True)
class _Filter:
    """What an export of some days was narrowed to, and which file said so first."""

    period: Period
    name: str
    value: str
    file: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """Figures, laid out as JSON has them."""

    as_of: date | None
    files: tuple[tuple[str, str], ...]
    filters: tuple[_Filter, ...]
    pins: tuple[_Pin, ...]


def dump(figures: Figures) -> bytes:
    """Return the file's content."""
    kept = _Kept(
        figures.as_of,
        tuple(sorted(figures.files.items())),
        tuple(_Filter(*key, *value) for key, value in figures.filters.items()),
        tuple(
            _Pin(
                pin, said.facts, tuple(_Window(*each) for each in said.windows.items())
            )
            for pin, said in sorted(figures.pins.items())
        ),
    )
    return sealed_lines.sealed(to_json(kept).encode(), _SCHEMA)


def load(folder: Path) -> Figures:
    """Return what exports said that a model was trained on; nothing of an older model.

    Raises:
        ModelError: The file is damaged, or of another version.
    """
    path = current_folder(folder) / FILE
    if not path.is_file():
        return Figures()
    try:
        kept = from_json(_Kept, sealed_lines.unsealed(path, _SCHEMA))
        _check(kept)
    except ValidationError as cause:
        raise sealed_lines.unreadable(path, ValueError(first_mistake(cause))) from cause
    except sealed_lines.MISTAKES as cause:
        raise sealed_lines.unreadable(path, cause) from cause
    return Figures(
        {
            pin.id: Said(pin.facts, {each.period: each.counts for each in pin.windows})
            for pin in kept.pins
        },
        {(each.period, each.name): (each.value, each.file) for each in kept.filters},
        dict(kept.files),
        kept.as_of,
    )


def _check(kept: _Kept) -> None:
    """Refuse what no export can say, whatever the checksum says."""
    for pin in kept.pins:
        if pin.facts.created_at and pin.facts.created_at.tzinfo is None:
            raise ValueError(f"pin {pin.id} has a time without a zone")
        for window in pin.windows:
            counts = [each for each in window.counts if each is not None]
            if any(not 0 <= each <= LARGEST for each in counts):
                raise ValueError(f"pin {pin.id} has a count beyond all bounds")
