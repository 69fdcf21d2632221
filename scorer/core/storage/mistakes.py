"""What is wrong with a value that was read, in words that a person would say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

# By pydantic's name of the mistake; in braces what it knows of it.
_WORDS = {
    "missing": "it is missing",
    "extra_forbidden": "this name is not known",
    "unexpected_keyword_argument": "this name is not known",
    "string_type": "text is needed",
    "string_too_long": "it has more than {max_length} characters",
    "tuple_type": "a list is needed",
    "list_type": "a list is needed",
    "dict_type": "names with values are needed",
    "float_type": "a number is needed",
    "float_parsing": "a number is needed",
    "finite_number": "a finite number is needed",
    "int_type": "a whole number is needed",
    "int_parsing": "a whole number is needed",
    "int_from_float": "a whole number is needed",
    "int_parsing_size": "the number is too large",
    "bool_type": "true or false is needed",
    "bool_parsing": "true or false is needed",
    "greater_than": "it must be more than {gt}",
    "greater_than_equal": "it must be {ge} or more",
    "less_than": "it must be less than {lt}",
    "less_than_equal": "it must be {le} or less",
    "literal_error": "it must be {expected}",
    "enum": "it must be {expected}",
}


def first_mistake(cause: ValidationError) -> str:
    """Return the first thing that is wrong, after its place where it has one.

    Example:
        >>> from pydantic import TypeAdapter
        >>> try:
        ...     TypeAdapter(dict[str, int]).validate_python({"clicks": "many"})
        ... except ValidationError as cause:
        ...     print(first_mistake(cause))
        clicks: a whole number is needed
    """
    first = cause.errors(include_url=False)[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {in_words(first)}".lstrip(": ")


def in_words(error: Mapping[str, Any]) -> str:
    """Return what is wrong, of one error as pydantic lists it; without its place."""
    words = _WORDS.get(error["type"])
    if words is None:
        return str(error["msg"]).removeprefix("Value error, ")
    known = error.get("ctx", {})
    return words.format_map({name: _plain(value) for name, value in known.items()})


def _plain(bound: object) -> object:
    """A whole number without its zero behind the point."""
    is_whole = isinstance(bound, float) and bound.is_integer()
    return f"{bound:.0f}" if is_whole else bound
