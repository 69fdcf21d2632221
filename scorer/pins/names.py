"""What a file's name says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePath

# What a folder of drafts holds besides is left alone. HEIC is here so that a phone's
# photo is named with the way to open it, not passed over.
_PICTURES = {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".tif", ".tiff"}
_PICTURES |= {".gif", ".avif", ".heic", ".heif"}
_VIDEOS = {".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv"}
_TABLES = {".csv", ".tsv", ".xlsx"}


def is_picture(name: str) -> bool:
    """Return whether a name ends as a picture's does."""
    return PurePath(name).suffix.lower() in _PICTURES


def is_video(name: str) -> bool:
    """Return whether a name or an address ends as a video's does."""
    return PurePath(name.partition("?")[0]).suffix.lower() in _VIDEOS


def is_table(name: str) -> bool:
    """Return whether a name ends as a list's does."""
    return PurePath(name).suffix.lower() in _TABLES


def is_shown(name: str) -> bool:
    """Return whether a file or folder is the user's: not hidden, nor a system's."""
    return not name.startswith((".", "~$")) and name != "__MACOSX"


@dataclass(slots=True)
class Folder:
    """The pictures of a folder by what stands before the ending of their names."""

    path: Path
    _by_stem: dict[str, list[Path]] | None = field(default=None, init=False)

    def named(self, stem: str) -> list[Path]:
        """Return the first picture that is named so; none if there is none."""
        if self._by_stem is None:
            self._by_stem = {}
            for name in _listed(self.path):
                if is_picture(name):
                    key = PurePath(name).stem
                    self._by_stem.setdefault(key, []).append(self.path / name)
        return self._by_stem.get(stem, [])[:1]


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir())
    except OSError:  # a bucket, or a folder that may not be read
        return []
