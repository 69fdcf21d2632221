"""Which picture belongs to which pin: by path, id, file name, title and similarity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from urllib.parse import unquote

from scorer.account.data.similarity import Look, are_alike, is_larger, nearest
from scorer.core.tables.columns import plain_label
from scorer.exports import PinStats
from scorer.pins.names import address_path

# Shorter numbers in a file name are years, sizes and counters, not pin ids.
_MIN_ID_CHARS = 6
_TOKENS = re.compile(r"[0-9A-Za-z]+")
# What programs and people put behind a name: a copy, a version, a size.
_BEHIND = re.compile(
    r"(?i)(?:[\s_-]*(?:\(\d+\)|@[2-4]x|\bcopy\b|\bfinal\b|\bpin\b|\bv\d+\b|\d+x\d+|"
    r"(?<=[\s_-])\d{1,2}))+$"
)
# A name that is cut off, or longer by a word or two, still has so much of the title.
_LEAST_WORDS = 3
_LEAST_SHARE = 0.6

# Why a pin or a picture finds no other; few, for they are counted.
_NAMELESS = "no file is named after its id or title"
_SHARED = "other pins have its title"
_AMBIGUOUS = "several pictures have its title, and differ"
_REPLACED = "a larger one of the same design is taken"
_TAKEN = "looks like one that is taken"

Looker = Callable[[Path], Look | None]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, or a stored row of its features, that may belong to a pin.

    Attributes:
        path: Where the picture is or was.
        id: Pin id, where a manifest or table says it.
        title: Its title, where a manifest says it.
    """

    path: Path
    id: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """Pins and pictures that belong together, and those left on either side.

    Attributes:
        pictures: Picture by pin id.
        pins_without: Ids of pins to which no picture belongs.
        pictures_without: Paths of pictures that belong to no pin, or to one that
            has a picture already.
        reasons: Why, by id of the pins without and by path of the pictures without.
        matched_by: How many pins have their picture by each of the ways.
        problems: Why lists of pins beside the pictures are of no use.
    """

    pictures: Mapping[str, Picture]
    pins_without: tuple[str, ...]
    pictures_without: tuple[Path, ...]
    reasons: Mapping[str | Path, str] = field(default_factory=dict)
    matched_by: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def join(
    pins: Sequence[PinStats], pictures: Iterable[Picture], look: Looker | None = None
) -> Joined:
    """Return which picture belongs to which pin.

    A path or address that the export names is taken first, then an id that a manifest
    gives the picture, then an id in the picture's file name, then the title, as a
    manifest says it or the file is named, where one pin alone has it. Of two pictures
    of one title that look alike the larger is taken. A picture that is left and looks
    like one that was found, and is larger, takes its place: the original of what was
    downloaded.

    Args:
        pins: The account's pins.
        pictures: The pictures at hand.
        look: Gives what is needed to compare two pictures, None where a file cannot be
            opened; without it none are compared.
    """
    at_hand = list(pictures)
    found: dict[str, Picture] = {}
    ways: dict[str, str] = {}
    for way, matched in (
        ("path", _by_path(pins, at_hand)),
        ("id", _by_id(pins, at_hand)),
    ):
        for identity, picture in matched.items():
            if found.setdefault(identity, picture) is picture:
                ways.setdefault(identity, way)
    titled, reasons = _by_title(pins, at_hand, found, look)
    found |= titled
    ways |= dict.fromkeys(titled, "title")
    if look is not None:
        originals, alike = _originals(at_hand, found, look)
        found |= originals
        ways |= dict.fromkeys(originals, "similarity")
        reasons |= alike
    return _joined(pins, at_hand, found, ways, reasons)


def _joined(
    pins: Sequence[PinStats],
    at_hand: Sequence[Picture],
    found: Mapping[str, Picture],
    ways: Mapping[str, str],
    reasons: Mapping[str | Path, str],
) -> Joined:
    used = {id(each) for each in found.values()}
    without = tuple(pin.id for pin in pins if pin.id not in found)
    left = tuple(each.path for each in at_hand if id(each) not in used)
    keys: tuple[str | Path, ...] = (*without, *left)
    count: dict[str, int] = defaultdict(int)
    for way in ways.values():
        count[way] += 1
    return Joined(
        {pin.id: found[pin.id] for pin in pins if pin.id in found},
        without,
        left,
        {key: reasons.get(key, "") for key in keys},
        dict(count),
    )


def _by_path(
    pins: Sequence[PinStats], pictures: Sequence[Picture]
) -> dict[str, Picture]:
    by_name: dict[str, list[Picture]] = defaultdict(list)
    for picture in pictures:
        by_name[picture.path.name].append(picture)
    offered = ((pin.id, _at_path(pin, by_name)) for pin in pins)
    return {identity: each for identity, each in offered if each is not None}


def _at_path(pin: PinStats, by_name: Mapping[str, list[Picture]]) -> Picture | None:
    """The picture whose path ends as the path or address that the export names."""
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
    """Parts of a path, those of a Windows path too; of an address its last."""
    text = str(path)
    if re.match(r"https?:", text):
        # A path has made one slash of two.
        return (unquote(PurePath(address_path(text)).name),)
    return tuple(part for part in re.split(r"[/\\]", text) if part != ".")


def _by_id(pins: Sequence[PinStats], pictures: Sequence[Picture]) -> dict[str, Picture]:
    by_id: dict[str, Picture] = {}
    for rank in (_given_id, _whole_name, _id_in_name):
        for picture in pictures:
            for identity in rank(picture):
                by_id.setdefault(identity, picture)
    return {pin.id: by_id[pin.id] for pin in pins if pin.id in by_id}


def _given_id(picture: Picture) -> tuple[str, ...]:
    return (picture.id,) if picture.id else ()


def _whole_name(picture: Picture) -> tuple[str, ...]:
    return (picture.path.stem,)


def _id_in_name(picture: Picture) -> tuple[str, ...]:
    tokens = _TOKENS.findall(picture.path.stem)
    return tuple(t for t in tokens if len(t) >= _MIN_ID_CHARS and t.isdigit())


def _by_title(
    pins: Sequence[PinStats],
    pictures: Sequence[Picture],
    found: Mapping[str, Picture],
    look: Looker | None,
) -> tuple[dict[str, Picture], dict[str | Path, str]]:
    """Pictures of pins whose title no other pin has, and why others have none."""
    titles: dict[str, list[PinStats]] = defaultdict(list)
    for pin in pins:
        titles[plain_label(pin.title or pin.id)].append(pin)
    used = {id(each) for each in found.values()}
    free = [each for each in pictures if id(each) not in used]
    candidates: dict[str, list[Picture]] = defaultdict(list)
    by_edge = _by_edge(titles)
    for picture in free:
        fits = _titles_of(picture, titles, by_edge)
        if len(fits) == 1:
            candidates[fits[0]].append(picture)
    matched: dict[str, Picture] = {}
    reasons: dict[str | Path, str] = {}
    for title, alike in titles.items():
        missing = [pin for pin in alike if pin.id not in found]
        fitting = candidates.get(title, []) if title else []
        chosen = _largest(fitting, look)
        if len(alike) == 1 and missing and chosen is not None:
            matched[missing[0].id] = chosen
        else:
            reasons |= {pin.id: _why(pin, alike, fitting) for pin in missing}
    return matched, reasons


def _by_edge(titles: Iterable[str]) -> dict[str, list[str]]:
    """Titles by their first and their last word, so that few need be compared."""
    found: dict[str, list[str]] = defaultdict(list)
    for title in filter(None, titles):
        words = title.split()
        for word in {words[0], words[-1]}:
            found[word].append(title)
    return found


def _titles_of(
    picture: Picture, titles: Mapping[str, object], by_edge: Mapping[str, list[str]]
) -> list[str]:
    """Titles that a picture may have: as listed, else as its file is named."""
    if picture.title:
        return [plain_label(picture.title)]
    stem = picture.path.stem
    name = plain_label(_BEHIND.sub("", stem)) or plain_label(stem)
    if name in titles or not name:
        return [name]
    words = name.split()
    near = {t for word in {words[0], words[-1]} for t in by_edge.get(word, ())}
    return [title for title in sorted(near) if _is_cut(name, title)]


def _is_cut(name: str, title: str) -> bool:
    """Whether one begins or ends with the other, and neither is much longer."""
    short, long = sorted((name, title), key=len)
    if len(short) < _LEAST_SHARE * len(long) or short.count(" ") + 1 < _LEAST_WORDS:
        return False
    return long.startswith(short) or long.endswith(f" {short}")


def _largest(pictures: Sequence[Picture], look: Looker | None) -> Picture | None:
    """The only picture; of several that look alike the largest; else None."""
    if len(pictures) < 2 or look is None:
        return pictures[0] if len(pictures) == 1 else None
    looks = [look(each.path) for each in pictures]
    first = looks[0]
    known = [each for each in looks if each is not None]
    if first is None or len(known) < len(looks):
        return None
    if not all(are_alike(first, each) for each in known[1:]):
        return None
    return max(zip(pictures, known, strict=True), key=lambda pair: pair[1].width_px)[0]


def _why(pin: PinStats, alike: Sequence[PinStats], fitting: Sequence[Picture]) -> str:
    if len(alike) > 1 and pin.title:
        return _SHARED
    return _AMBIGUOUS if len(fitting) > 1 else _NAMELESS


def _originals(
    pictures: Sequence[Picture], found: Mapping[str, Picture], look: Looker
) -> tuple[dict[str, Picture], dict[str | Path, str]]:
    """Larger pictures in place of their likes, and why others are left."""
    used = {id(each) for each in found.values()}
    left = [each for each in pictures if id(each) not in used]
    if not left or not found:
        return {}, {}
    taken = [*{id(each): each for each in found.values()}.values()]
    looks = {each.path: look(each.path) for each in (*taken, *left)}
    known = {path: each for path, each in looks.items() if each is not None}
    small = {each.path: known[each.path] for each in taken if each.path in known}
    near = [
        (distance, twin, picture)
        for picture in left
        if picture.path in known
        for distance, twin in nearest(known[picture.path], small)
    ]
    better: dict[Path, Picture] = {}
    reasons: dict[str | Path, str] = {}
    for _, twin, picture in sorted(near, key=lambda each: each[0]):
        if twin not in better and is_larger(known[picture.path], small[twin]):
            better[twin] = picture
            reasons[twin] = _REPLACED
        else:
            reasons[picture.path] = _TAKEN
    originals = {
        identity: replace(better[each.path], id=each.id, title=each.title)
        for identity, each in found.items()
        if each.path in better
    }
    return originals, reasons
