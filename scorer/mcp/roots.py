"""Which files may be opened: those below the folders that the user named.

Two fences: the folders named when the server was started, and the roots that the
agent's program declares. Where both are there, a file must lie within both. Where none
is, no file is opened and pictures come as data. No settings file widens that.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scorer.core.display.printable import printable
from scorer.core.errors import InputError
from scorer.pins import remote
from scorer.pins.place import is_below

_ADDRESS = re.compile(r"https?:|www\.[^/]*/")  # a picture may be called www.jpg


@dataclass(frozen=True, slots=True)
class Roots:
    """The folders below which files may be opened.

    Attributes:
        named: By whoever started the server.
        declared: By the agent's program; None where it declares none.
    """

    named: tuple[Path, ...] = ()
    declared: tuple[Path, ...] | None = None

    def place(self, text: str) -> Path:
        """Return the file or folder that a text names, links followed.

        Raises:
            InputError: It is none, or lies elsewhere; code ``outside-folder``.
        """
        if _ADDRESS.match(text):
            raise InputError(
                f"{_shown(text)} is an address, and nothing is fetched",
                hint="save the picture and give its path, or send it as data",
                code="outside-folder",
            )
        [given] = declared([text]) or [_at_home(Path(text))]
        if not text or "\0" in text or remote.is_remote(given):
            raise self._outside(text)
        path = given if given.is_absolute() else self._base() / given
        try:
            found = path.resolve()
        except (OSError, ValueError, RuntimeError):
            raise self._outside(text) from None
        if not self.allow(found):
            raise self._outside(text)
        if not found.exists():
            hint = self._advice(text, given)
            raise InputError(
                f"{_shown(text)} does not exist", hint=hint, code="not-found"
            )
        return found

    def _advice(self, text: str, given: Path) -> str:
        """Return what to do about a path that does not exist."""
        if glob.has_magic(text):
            return "write the name out: patterns such as * are not taken"
        if given.is_absolute():
            return "check the spelling"
        return f"check the spelling: paths begin in {_shown(str(self._base()))}"

    def allow(self, path: Path) -> bool:
        """Return whether a file may be opened, links followed."""
        fences = [each for each in (self.named, self.declared) if each]
        if not fences or self.declared == ():
            return False
        return all(any(is_below(path, root) for root in fence) for fence in fences)

    def _outside(self, text: str) -> InputError:
        """Return the error of a path that may not be opened; says which may."""
        fence = self.named if self.declared is None else self.declared
        folders = printable(", ".join(map(str, fence)), longest=400)
        return InputError(
            f"{_shown(text)} lies outside the folders that may be read",
            hint=f"these may be: {folders}; send another picture as data"
            if folders
            else "start `scorer mcp` with its folder, or send the picture as data",
            code="outside-folder",
        )

    def _base(self) -> Path:
        """Return the folder from which a path goes that begins nowhere."""
        roots = self.declared or self.named
        if len(roots) != 1:
            raise InputError(
                "that path does not say in which folder it begins",
                hint="give the whole path",
                code="outside-folder",
            )
        return roots[0]


def declared(uris: Sequence[str]) -> tuple[Path, ...]:
    """Return the folders of ``file://`` addresses of this computer; others are none."""
    found = []
    for uri in uris:
        try:
            parts = urlsplit(uri)
        except ValueError:
            continue
        if parts.scheme == "file" and parts.netloc in ("", "localhost"):
            # On Windows a drive stands behind the slash: /C:/pins.
            named = unquote(parts.path)
            path = Path(named.lstrip("/") if os.name == "nt" else named)
            if path.is_absolute() and path != Path(path.anchor):
                found.append(path)
    return tuple(found)


def _shown(text: str) -> str:
    return printable(text, longest=120) or "(empty)"


def _at_home(path: Path) -> Path:
    """Return a path with ``~`` written out, where it begins so."""
    with suppress(RuntimeError):
        return path.expanduser()
    return path
