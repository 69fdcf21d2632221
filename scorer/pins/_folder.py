"""The pictures of a folder, with the words of a manifest beside them."""

from __future__ import annotations

import itertools
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from scorer.core.errors import InputError
from scorer.core.pin import Pin
from scorer.pins import _manifest, remote
from scorer.pins.place import is_below, outside

# What a folder of drafts holds besides is left alone. HEIC is here so that a phone's
# photo is named with the way to open it, not passed over.
_SUFFIXES = {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".tif", ".tiff"}
_SUFFIXES |= {".gif", ".avif", ".heic", ".heif"}
_MANIFEST_SUFFIXES = (".csv", ".tsv")
_TWIN = re.compile(r"(?i)@[2-4]x$")

Captions = dict[str, list[Pin]]


def pins(folder: Path) -> Iterator[Pin]:
    """Yield the pins of a folder and of those within it, in the order of their names.

    Left out: hidden files and folders, links to folders (they can lead in circles), and
    ``name@2x.png`` where ``name.png`` is there. A folder that may not be read is itself
    yielded, so that opening it says so; so are files that only a manifest names. Each
    is bound to the folder.
    """
    captions: Captions = defaultdict(list)
    unread: list[Path] = []

    def note(error: OSError) -> None:
        unread.append(Path(error.filename))

    for parent, folders, files in _walk(folder, note):
        folders[:] = sorted(filter(_is_shown, folders), key=_order)
        names = sorted(filter(_is_shown, files), key=_order)
        _read_manifests(Path(parent), names, captions, folder)
        yield from _pins_in(Path(parent), names, captions, folder)
    for rest in captions.values():
        yield from rest
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


def captions_of(folder: Path) -> Captions:
    """Return what the manifests of a folder say, by the path of the picture."""
    captions: Captions = defaultdict(list)
    for _, _, files in itertools.islice(_walk(folder, lambda _: None), 1):
        names = sorted(filter(_is_shown, files), key=_order)
        _read_manifests(folder, names, captions, folder)
    return captions


def key_of(path: Path) -> str:
    """Return what a picture is told by."""
    return os.path.normpath(path)


def _read_manifests(
    folder: Path, names: list[str], captions: Captions, root: Path
) -> None:
    for name in names:
        if name.lower().endswith(_MANIFEST_SUFFIXES):
            for pin in _manifest_pins(folder / name, root):
                captions[key_of(pin.path)].append(pin)


def _pins_in(
    folder: Path, names: list[str], captions: Captions, root: Path
) -> Iterator[Pin]:
    pictures = list(filter(is_picture, names))
    present = set(pictures)
    for name in pictures:
        path = folder / name
        key = key_of(path)
        if key in captions:
            yield from captions.pop(key)
        elif not _is_twin(path, present):
            yield Pin(path, below=root)


def _manifest_pins(path: Path, root: Path) -> list[Pin]:
    """Return the pins of a CSV that is a manifest; other tables lie in folders too.

    A table that names pictures and says none of their words is no manifest, nor is a
    pipe or device.

    Raises:
        InputError: It cannot be read, or is a link that leaves the folder; code
            ``outside-folder``.
    """
    if not remote.is_remote(path) and not os.path.isfile(path):  # noqa: PTH113 - never fails
        return []
    if not is_below(path, root):
        raise outside(path)
    try:
        captions = _manifest.pins(path)
    except InputError as error:
        if error.code in ("no-path-column", "empty-manifest"):
            return []
        raise
    has_words = any(
        pin.title or pin.description or pin.link or pin.board or pin.id
        for pin in captions
    )
    return captions if has_words else []


def is_picture(name: str) -> bool:
    """Return whether a name ends as a picture's does."""
    return Path(name).suffix.lower() in _SUFFIXES


def _is_shown(name: str) -> bool:
    return not name.startswith(".") and name != "__MACOSX"


def _is_twin(path: Path, present: set[str]) -> bool:
    plain = _TWIN.sub("", path.stem)
    return plain != path.stem and f"{plain}{path.suffix}" in present


def _order(name: str) -> tuple[str, str]:
    return name.casefold(), name
