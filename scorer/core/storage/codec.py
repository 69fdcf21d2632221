"""Records to JSON and back, by their type hints."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import JsonValue, TypeAdapter

T = TypeVar("T")


def to_json(value: object, *, indent: int | None = None) -> str:
    """Return a record as JSON text; NaN becomes null."""
    return _adapter(type(value)).dump_json(value, indent=indent).decode()


def to_data(value: object) -> JsonValue:
    """Return a record as the plain data that its JSON holds."""
    return cast("JsonValue", _adapter(type(value)).dump_python(value, mode="json"))


def from_json(kind: type[T], text: str | bytes) -> T:
    """Return the record that JSON text holds.

    Raises:
        pydantic.ValidationError: The text is no JSON, or not of that kind.
    """
    return cast("T", _adapter(kind).validate_json(text))


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a record type, as it is written."""
    return _adapter(kind).json_schema(mode="serialization")


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)
