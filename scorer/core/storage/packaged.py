"""Fitted numbers that travel with the package: the JSON files under ``models/``."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from scorer.core.errors import ModelError
from scorer.core.storage.bounds import odd_number
from scorer.core.storage.checksums import BrokenSealError, check, checksum, checksum_of
from scorer.core.storage.mistakes import first_mistake

_HINT = "install pin-scorer again"

T = TypeVar("T")


def packaged(name: str) -> dict[str, Any]:
    """Return the content of a fitted file, such as ``score/score.json``.

    Args:
        name: Path below ``models/``.

    Raises:
        ModelError: The file is missing, damaged or was changed.
    """
    return unsealed(packaged_text(name), name)


def packaged_text(name: str) -> str:
    """Return the text of a fitted file, as it is.

    Raises:
        ModelError: The file is missing.
    """
    return packaged_bytes(name).decode("utf-8", "replace")


def packaged_bytes(name: str) -> bytes:
    """Return the bytes of a fitted file, as they are.

    Raises:
        ModelError: The file is missing.
    """
    inside = resources.files("scorer") / "models" / name
    # In a checkout the folder is beside the package; a wheel carries it inside.
    beside = Path(__file__).parents[3] / "models" / name
    try:
        return (inside if inside.is_file() else beside).read_bytes()
    except OSError as cause:
        raise ModelError(f"models/{name} is missing", hint=_HINT) from cause


@cache
def stamp(name: str) -> str:
    """Return the checksum of a fitted file: another fit makes other numbers.

    Raises:
        ModelError: The file is missing.
    """
    return checksum(packaged_bytes(name))


def unsealed(text: str, name: str) -> dict[str, Any]:
    """Return the content of a fitted file's text, if its checksum is right.

    Raises:
        ModelError: The text is damaged or was changed.
    """
    try:
        document = json.loads(text)
        content: dict[str, Any] = dict(document["model"])
        check(checksum_of(content), document["sha256"])
    except BrokenSealError as cause:
        raise ModelError(
            f"models/{name} was changed: {cause}",
            hint=f"fit it again with the script beside it, or {_HINT}",
        ) from cause
    except (ValueError, KeyError, TypeError, RecursionError) as cause:
        raise ModelError(f"models/{name} is not readable", hint=_HINT) from cause
    return content


def record(kind: type[T], content: object, name: str) -> T:
    """Return a fitted file's content as a record whose numbers can all be.

    A right checksum says that a file is whole, not that it makes sense.

    Args:
        kind: The record's type; bounds of single numbers stand at its fields.
        content: As ``packaged`` returns it.
        name: Path below ``models/``.

    Raises:
        ModelError: Something in it cannot be; names the field.
    """
    try:
        found = TypeAdapter(kind).validate_python(content)
    except ValidationError as cause:
        raise impossible(name, first_mistake(cause)) from cause
    if odd := odd_number(found):
        raise impossible(name, odd)
    return found


def impossible(name: str, problem: str) -> ModelError:
    """Return the error of a fitted file that is whole and cannot be used."""
    return ModelError(f"models/{name} cannot be used: {problem}", hint=_HINT)


def sealed(content: dict[str, Any], indent: int | None = 1) -> str:
    """Return the text of a fitted file: the content and its checksum."""
    document = {"sha256": checksum_of(content), "model": content}
    text = json.dumps(document, indent=indent, sort_keys=True, ensure_ascii=False)
    return text + "\n"
