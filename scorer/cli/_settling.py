"""Which files have come to rest: slow exports, renames, folders synced to a cloud."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Size in bytes, modification time in ns, and a number for the words of a list.
State = tuple[int, int, int]


@dataclass(slots=True)
class _Watched:
    state: State
    since: float
    done: bool = False


class Settling:
    """Remembers files, and tells each state of each file once when it rests.

    Args:
        seconds: How long size and time must stand still.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._files: dict[Path, _Watched] = {}

    def rested(self, seen: Mapping[Path, State], now: float) -> list[Path]:
        """Return the files that came to rest, in the order of their names.

        Args:
            seen: Every file there is now.
            now: Seconds on any clock that only goes forward.
        """
        self._files = {path: self._files[path] for path in seen if path in self._files}
        for path, state in seen.items():
            known = self._files.get(path)
            if known is None or known.state != state:
                self._files[path] = _Watched(state, now)
        ready = [
            path for path, file in self._files.items() if self._is_ready(file, now)
        ]
        for path in ready:
            self._files[path].done = True
        return sorted(ready)

    def _is_ready(self, file: _Watched, now: float) -> bool:
        return not file.done and file.state[0] > 0 and now - file.since >= self._seconds

    def again(self, path: Path, now: float) -> None:
        """Look at a file again later: it rested, but was not whole."""
        if path in self._files:
            self._files[path].done = False
            self._files[path].since = now

    @property
    def files(self) -> frozenset[Path]:
        """The files that exist."""
        return frozenset(self._files)
