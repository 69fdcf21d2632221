"""Text from outside made safe to show: no control, bidi or half characters.

Nor commands for the log of a GitHub run, which is where `scorer check` prints names.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Mapping
from enum import Enum
from typing import TypeVar, cast

T = TypeVar("T")

# Controls (terminal escapes, line breaks), format characters (bidi overrides,
# zero width), lone surrogates (bytes that are no UTF-8), line separators.
_UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# GitHub's runner takes it for a command wherever it stands in a line, such as
# ##[add-mask]; actions/runner, ActionCommand.TryParse.
_COMMAND = "##["

# Joiners that emoji and several scripts need; they move nothing.
_KEPT = "\u200c\u200d"


def printable(text: str, *, longest: int = 0) -> str:
    r"""Return text with characters that steer a terminal or reader made visible.

    Args:
        text: Any text, such as a file name or a word that OCR read.
        longest: Characters to keep at most, the middle is cut; 0 keeps all.

    Example:
        >>> printable("a\x1b[31mb")
        'a\\x1b[31mb'
    """
    shown = text
    if not text.isascii() or not text.isprintable():
        shown = "".join(each if _is_safe(each) else _escaped(each) for each in text)
    if _COMMAND in shown:
        shown = shown.replace(_COMMAND, r"#\x23[")
    if 0 < longest < len(shown):
        half = (longest - 1) // 2
        shown = f"{shown[:half]}…{shown[-half:]}"
    return shown


def printable_lines(text: str) -> str:
    r"""Return lines that are safe to print as they are, wherever output goes.

    Beyond ``printable``, no line begins like a command of a GitHub run.

    Example:
        >>> printable_lines("ok\n  ::error::a\x07")
        'ok\n  \\x3a:error::a\\x07'
    """
    return "\n".join(_line(printable(line)) for line in text.split("\n"))


def uncommanding(json: str) -> str:
    """Return JSON text of the same value in which no GitHub run sees a command."""
    return json.replace(_COMMAND, r"#\u0023[")


def encodable(text: str) -> str:
    """Return text that UTF-8 can hold.

    Half characters, from bytes in a file name that are no UTF-8, become escapes.
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def made_printable(record: T) -> T:
    """Return a record in which every text, at any depth, is printable."""
    return cast("T", _made_printable(record))


def _made_printable(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Enum):
        return printable(value)
    if isinstance(value, Mapping):
        return {_made_printable(k): _made_printable(v) for k, v in value.items()}
    if type(value) is tuple:
        return tuple(map(_made_printable, value))
    if isinstance(value, list):
        return list(map(_made_printable, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.init]
        made = {name: _made_printable(getattr(value, name)) for name in names}
        return dataclasses.replace(value, **made)
    return value


def _line(line: str) -> str:
    start = line.lstrip()
    if not start.startswith("::"):
        return line
    return rf"{line[: len(line) - len(start)]}\x3a{start[1:]}"


def _is_safe(character: str) -> bool:
    return character in _KEPT or unicodedata.category(character) not in _UNSAFE


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
