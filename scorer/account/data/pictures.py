"""Which picture belongs to which pin: by path, by id, by the id in a file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from scorer.exports import PinStats

# Shorter numbers in a file name are years, sizes and counters, not pin ids.
_MIN_ID_CHARS = 6
_TOKENS = re.compile(r"[0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, or a stored row of its features, that may belong to a pin.

    Attributes:
        path: Where the picture is or was.
        id: Pin id, where a manifest or table says it.
    """

    path: Path
    id: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """Pins and pictures that belong together, and those left on either side.

    Attributes:
        pictures: Picture by pin id.
        pins_without: Ids of pins to which no picture belongs.
        pictures_without: Paths of pictures that belong to no pin, or to one that
            has a picture already.
    """

    pictures: Mapping[str, Picture]
    pins_without: tuple[str, ...]
    pictures_without: tuple[Path, ...]


def join(pins: Sequence[PinStats], pictures: Iterable[Picture]) -> Joined:
    """Return which picture belongs to which pin.

    A path that the export names is taken first, then an id that a manifest gives the
    picture, then an id in the picture's file name.

    Args:
        pins: The account's pins.
        pictures: The pictures at hand.
    """
    at_hand = list(pictures)
    by_name: dict[str, list[Picture]] = {}
    by_id: dict[str, Picture] = {}
    for picture in at_hand:
        by_name.setdefault(picture.path.name, []).append(picture)
    for rank in (_given_id, _whole_name, _id_in_name):
        for picture in at_hand:
            for identity in rank(picture):
                by_id.setdefault(identity, picture)
    offered = ((pin.id, _at_path(pin, by_name) or by_id.get(pin.id)) for pin in pins)
    found = {identity: each for identity, each in offered if each is not None}
    used = {id(each) for each in found.values()}
    return Joined(
        found,
        tuple(pin.id for pin in pins if pin.id not in found),
        tuple(picture.path for picture in at_hand if id(picture) not in used),
    )


def _at_path(pin: PinStats, by_name: Mapping[str, list[Picture]]) -> Picture | None:
    """The picture whose path ends as the path that the export names."""
    if pin.path is None:
        return None
    wanted = _parts(pin.path)
    for picture in by_name.get(wanted[-1] if wanted else "", []):
        parts = _parts(picture.path)
        length = min(len(parts), len(wanted))
        if parts[-length:] == wanted[-length:]:
            return picture
    return None


def _parts(path: PurePath) -> tuple[str, ...]:
    """Parts of a path; those of a Windows path too."""
    return tuple(part for part in re.split(r"[/\\]", str(path)) if part != ".")


def _given_id(picture: Picture) -> tuple[str, ...]:
    return (picture.id,) if picture.id else ()


def _whole_name(picture: Picture) -> tuple[str, ...]:
    return (picture.path.stem,)


def _id_in_name(picture: Picture) -> tuple[str, ...]:
    tokens = _TOKENS.findall(picture.path.stem)
    return tuple(t for t in tokens if len(t) >= _MIN_ID_CHARS and t.isdigit())
