"""The pictures of a folder, with the words of a manifest beside them."""

from __future__ import annotations

import itertools
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from scorer.core.display.printable import printable
from scorer.core.errors import InputError
from scorer.core.pin import Pin
from scorer.pins import names, remote
from scorer.pins.place import is_below, outside
from scorer.pins.sheet_limits import SheetLimits

_TWIN = re.compile(r"(?i)@[2-4]x$")

# A table beside pictures that is meant for them, whatever its columns are called.
_OURS = re.compile(r"(?i)pins?\b")
# Columns of a table that this program wrote: of scores, of features, the page's. Its
# paths are seen from where the command ran: as a list it would name pins that are
# nowhere, or each pin again.
_OWN_COLUMNS = (
    {"path", "score", "first_advice"},
    {"path", "sha256", "guidelines"},
    {"file", "score", "first_change"},
)
_LONGEST_HEADER_BYTES = 65_536


class _OwnTableError(Exception):
    """A table beside pictures is what this program wrote of them."""


@dataclass(slots=True)
class Captions:
    """What the manifests of folders say.

    Attributes:
        pins: By the path of the picture.
        carousels: All pictures of one, by its first.
        lists: Names of the manifests that name a picture, by its path.
        problems: Why a list of pins is of no use, by the folder that it lies in.
    """

    pins: dict[str, list[Pin]] = field(default_factory=lambda: defaultdict(list))
    problems: dict[Path, str] = field(default_factory=dict)
    carousels: dict[Pin, list[Pin]] = field(default_factory=dict)
    lists: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def of(self, path: Path) -> list[Pin]:
        """Return the pins of a picture, one without words where no list names it."""
        unworded = self.problems.get(path.parent, "")
        return self.pins.get(key_of(path)) or [Pin(path, unworded=unworded)]


def pins(folder: Path, limits: SheetLimits | None = None) -> Iterator[Pin]:
    """Yield the pins of a folder and of those within it, in the order of their names.

    Left out: hidden files and folders, links to folders (they can lead in circles), and
    ``name@2x.png`` where ``name.png`` is there. A folder that may not be read is itself
    yielded, so that opening it says so; so are files that only a manifest names. Each
    is bound to the folder.
    """
    captions = Captions()
    unread: list[Path] = []

    def note(error: OSError) -> None:
        unread.append(Path(error.filename))

    for parent, folders, files in _walk(folder, note):
        folders[:] = sorted(filter(names.is_shown, folders), key=_order)
        shown = sorted(filter(names.is_shown, files), key=_order)
        _read_manifests(Path(parent), shown, captions, folder, limits)
        yield from _pins_in(Path(parent), shown, captions, folder)
    for rest in captions.pins.values():
        yield from _together(rest, captions)
    yield from (Pin(each) for each in unread)


def _walk(
    folder: Path, note: Callable[[OSError], None]
) -> Iterator[tuple[str, list[str], list[str]]]:
    if not remote.is_remote(folder):
        yield from os.walk(folder, onerror=note)
        return
    try:
        yield from remote.walk(folder)
    except OSError as error:
        note(error)


def passed_over(folder: Path) -> Iterator[Path]:
    """Yield the files that may hold pins and are not opened, in order of name."""
    for parent, folders, files in _walk(folder, lambda _: None):
        folders[:] = sorted(filter(names.is_shown, folders), key=_order)
        for name in sorted(filter(names.is_shown, files), key=_order):
            if names.is_passed_over(Path(parent) / name):
                yield Path(parent) / name


def lists(folder: Path) -> list[Path]:
    """Return the tables that lie beside a folder's pictures and are meant for them."""
    try:
        files = sorted(each for each in folder.iterdir() if each.is_file())
    except OSError:  # whoever opens its pictures says so
        return []
    return [
        each
        for each in files
        if names.is_shown(each.name)
        and names.is_table(each.name)
        and _OURS.match(each.name)
        and is_below(each, folder)
        and not is_own_table(each)
    ]


def captions_of(folder: Path, limits: SheetLimits | None = None) -> Captions:
    """Return what the manifests of a folder say."""
    captions = Captions()
    for _, _, files in itertools.islice(_walk(folder, lambda _: None), 1):
        shown = sorted(filter(names.is_shown, files), key=_order)
        _read_manifests(folder, shown, captions, folder, limits)
    return captions


def key_of(path: Path) -> str:
    """Return what a picture is told by: a list may name it by its whole path."""
    return os.path.normpath(path if remote.is_remote(path) else path.absolute())


def _read_manifests(
    folder: Path,
    shown: list[str],
    captions: Captions,
    root: Path,
    limits: SheetLimits | None,
) -> None:
    for name in filter(names.is_table, shown):
        try:
            found = _manifest_pins(folder / name, root, limits)
        except InputError as error:
            # A workbook may be anybody's, and so may much XML; a text or a feed that
            # breaks off has lost pins.
            is_large = error.code == "too-large-file"
            is_anybodys = name.lower().endswith(".xlsx") or (
                names.is_feed(name) and is_large
            )
            is_other = is_anybodys and not _OURS.match(name)
            if error.code not in ("no-path-column", "empty-manifest") and not is_other:
                raise
            if _OURS.match(name):
                captions.problems[folder] = error.line
            continue
        except _OwnTableError:
            if _OURS.match(name):
                captions.problems[folder] = (
                    f"{printable(name, longest=80)} is a table of scores, no list of "
                    "pins – remove its columns of scores, or give it another name"
                )
            continue
        first = None
        for each in found:
            pin = _noted(each, name, captions)
            captions.pins[key_of(pin.path)].append(pin)
            first = pin if pin.page == 1 else first
            if first is not None and pin.pages > 1:
                captions.carousels.setdefault(first, []).append(pin)


def _noted(pin: Pin, name: str, captions: Captions) -> Pin:
    """Return a pin of a list, with what to know where another list names it too."""
    others = captions.lists[key_of(pin.path)]
    others.add(name)
    if len(others) == 1:
        return pin
    first = printable(min(others - {name}), longest=80)
    shown = printable(name, longest=80)
    return replace(
        pin,
        notices=(
            *pin.notices,
            f"{shown} and {first} both name {printable(pin.path.name, longest=80)}: "
            "it is scored with the words of each",
        ),
    )


def _pins_in(
    folder: Path, shown: list[str], captions: Captions, root: Path
) -> Iterator[Pin]:
    pictures = list(filter(names.is_picture, shown))
    present = set(pictures)
    unworded = captions.problems.get(folder, "")
    for name in pictures:
        path = folder / name
        key = key_of(path)
        if key in captions.pins:
            yield from _together(captions.pins.pop(key), captions)
        elif not _is_twin(path, present):
            yield Pin(path, unworded=unworded, below=root)


def _together(pins: list[Pin], captions: Captions) -> Iterator[Pin]:
    """Yield pins, a carousel's pictures where its first is."""
    for pin in pins:
        if pin.page == 1:
            yield from captions.carousels.get(pin, [pin])


def _manifest_pins(path: Path, root: Path, limits: SheetLimits | None) -> list[Pin]:
    """Return the pins of a table that is a manifest; other tables lie in folders too.

    A table that names pictures and says none of their words is no manifest, nor is a
    pipe or device.

    Raises:
        InputError: It cannot be read, or is a link that leaves the folder; code
            ``outside-folder``.
        _OwnTableError: This program wrote it: scores or features of pins.
    """
    from scorer.pins import _manifest

    if not remote.is_remote(path) and not os.path.isfile(path):  # noqa: PTH113 - never fails
        return []
    if not is_below(path, root):
        raise outside(path)
    if is_own_table(path):
        raise _OwnTableError
    captions = _manifest.pins(path, limits)
    has_words = any(
        pin.title or pin.description or pin.link or pin.board or pin.id or pin.unworded
        for pin in captions
    )
    return captions if has_words else []


def holds_words(path: Path) -> bool:
    """Return whether a table is a list of pins with words that somebody wrote."""
    try:
        return bool(_manifest_pins(path, path.parent, None))
    except (InputError, _OwnTableError):
        return False


def is_own_table(path: Path) -> bool:
    """Return whether this program wrote a table: scores or features of pins."""
    if path.suffix.lower() != ".csv":
        return False
    try:
        data = _beginning(path)
    except OSError:  # whoever reads it says so
        return False
    header = data.partition(b"\n")[0].decode("utf-8-sig", "replace")
    cells = {cell.strip(' "\r') for cell in re.split("[,;\t]", header)}
    return any(own <= cells for own in _OWN_COLUMNS)


def _beginning(path: Path) -> bytes:
    if remote.is_remote(path):
        return remote.read(path, _LONGEST_HEADER_BYTES)[0]
    with path.open("rb") as file:
        return file.read(_LONGEST_HEADER_BYTES)


def _is_twin(path: Path, present: set[str]) -> bool:
    plain = _TWIN.sub("", path.stem)
    return plain != path.stem and f"{plain}{path.suffix}" in present


def _order(name: str) -> tuple[str, str]:
    return name.casefold(), name
