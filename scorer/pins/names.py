"""What a file's name says of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from urllib.parse import urlsplit

# What a folder of drafts holds besides is left alone. HEIC is here so that a phone's
# photo is named with the way to open it, not passed over.
_PICTURES = {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".tif", ".tiff"}
_PICTURES |= {".gif", ".avif", ".heic", ".heif"}
_VIDEOS = {".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv"}
# What may hold a pin and is not opened: people keep them beside their pictures.
_OTHER_KINDS = _VIDEOS | {
    *(".psd", ".psb", ".ai", ".eps", ".svg", ".pdf", ".indd", ".afdesign", ".afphoto"),
    *(".xcf", ".sketch", ".fig", ".pptx", ".key", ".jxl", ".jp2", ".j2k", ".jxr"),
    *(".tga", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2", ".ico"),
}
_PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
# Those with which no text begins.
_PICTURE_DATA = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n|RIFF....WEBP", re.DOTALL)
_FEEDS = {".xml"}
_TABLES = {".csv", ".tsv", ".xlsx"} | _FEEDS


def is_picture(name: str) -> bool:
    """Return whether a name ends as a picture's does."""
    return PurePath(name).suffix.lower() in _PICTURES


def is_video(name: str) -> bool:
    """Return whether a name or an address ends as a video's does."""
    return PurePath(name.partition("?")[0]).suffix.lower() in _VIDEOS


def address_path(address: str) -> str:
    """Return the path in an address, "" where it is none (``https://[shop]/a.jpg``)."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def is_table(name: str) -> bool:
    """Return whether a name ends as a list's does."""
    return PurePath(name).suffix.lower() in _TABLES


def is_feed(name: str) -> bool:
    """Return whether a name ends as a catalog feed's in XML does."""
    return PurePath(name).suffix.lower() in _FEEDS


def is_shown(name: str) -> bool:
    """Return whether a file or folder is the user's: not hidden, nor a system's."""
    return not name.startswith((".", "~$")) and name != "__MACOSX"


def is_passed_over(path: Path) -> bool:
    """Return whether a file may hold a pin though its name is none that is opened.

    A video, a design file, a picture of a kind that Pinterest does not take; a picture
    without the ending of one, known by its first bytes.
    """
    ending = path.suffix.lower()
    if ending in _OTHER_KINDS:
        return True
    if ending and not any(ending.startswith(known) for known in _PICTURES):
        return False
    return not is_picture(path.name) and _begins_as_picture(path)


def is_picture_data(data: bytes) -> bool:
    """Return whether what is to be a list is a picture, by its first bytes."""
    return _PICTURE_DATA.match(data) is not None


def _begins_as_picture(path: Path) -> bool:
    try:
        if not path.is_file():  # a pipe would wait for a writer
            return False
        with path.open("rb") as file:
            start = file.read(12)
    except OSError:
        return False
    is_webp = start.startswith(b"RIFF") and start.endswith(b"WEBP")
    return is_webp or start.startswith(_PICTURE_STARTS)


@dataclass(slots=True)
class Folder:
    """The files of a folder, as somebody who writes them into a list means them."""

    path: Path
    _by_stem: dict[str, list[Path]] | None = field(default=None, init=False)
    _spellings: dict[Path, dict[str, list[str]]] = field(
        default_factory=dict, init=False
    )

    def named(self, stem: str) -> list[Path]:
        """Return the first picture that is named so; none if there is none."""
        if self._by_stem is None:
            self._by_stem = {}
            for name in _listed(self.path):
                if is_picture(name):
                    key = PurePath(name).stem
                    self._by_stem.setdefault(key, []).append(self.path / name)
        return self._by_stem.get(stem, [])[:1]

    def meant(self, given: str) -> Path:
        """Return the path that a list gives, spelled as the folder spells it.

        Windows and macOS open ``Cake.JPG`` where ``cake.jpg`` lies, and macOS may put
        an é together otherwise than whoever typed it: a picture would be two pins. A
        path that leaves the folder, by a link too, is left as it is.
        """
        place, parts = self.path, PurePath(given).parts
        if PurePath(given).is_absolute() or ".." in parts:
            return place / given
        for part in parts:
            alike = [] if place.is_symlink() else self._alike(place, part)
            if part not in alike and len(alike) != 1:
                return self.path / given
            place /= part if part in alike else alike[0]
        return place

    def _alike(self, place: Path, name: str) -> list[str]:
        """The names in a folder that some system takes for this one."""
        if place not in self._spellings:
            found = self._spellings[place] = {}
            for each in _listed(place):
                found.setdefault(_folded(each), []).append(each)
        return self._spellings[place].get(_folded(name), [])


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir())
    except OSError:  # a bucket, or a folder that may not be read
        return []
