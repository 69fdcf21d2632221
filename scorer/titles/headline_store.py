"""Where the built-in title model is kept, and how it is read."""

import functools
import json
import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from scorer.core.errors import ModelError
from scorer.core.sealed import BrokenSealError, check, checksum_of
from scorer.core.sound import odd_number
from scorer.titles.headline_model import HeadlineModel, Recipe, StyleTerm

_SCHEMA = 1
_NAME = "models/titles/model.json"


@functools.cache
def built_in() -> HeadlineModel:
    """Return the model that ships with the package.

    Raises:
        ModelError: The file is missing, damaged or of another schema.
    """
    packaged = resources.files("scorer") / _NAME
    # In a checkout the file is beside the package; a wheel carries it inside.
    checkout = Path(__file__).parents[2] / _NAME
    return headline_model(
        packaged.read_text("utf-8") if packaged.is_file() else _text(checkout)
    )


def headline_model(text: str) -> HeadlineModel:
    """Return the model that a JSON text describes.

    Raises:
        ModelError: It is damaged or of another schema.
    """
    try:
        document = json.loads(text)
        content, stated = document["model"], document["sha256"]
        found = content["schema"]
    except (ValueError, KeyError, TypeError, RecursionError) as cause:
        raise ModelError(
            "the title model is not readable", hint="install pin-scorer again"
        ) from cause
    try:
        check(checksum_of(content), stated)
    except BrokenSealError as cause:
        raise ModelError(
            f"the title model was changed: {cause}",
            hint="fit it again with models/titles/fit.py, or install pin-scorer again",
        ) from cause
    if found != _SCHEMA:
        raise ModelError(
            f"the title model has schema {found}, not {_SCHEMA}",
            hint="install pin-scorer again",
        )
    return _built(content)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as cause:
        raise ModelError(
            f"the title model is missing: {path}", hint="install pin-scorer again"
        ) from cause


@dataclass(frozen=True, slots=True)
class _StoredRecipe:
    classes: dict[str, list[str]]
    patterns: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Stored:
    """A title model as its file holds it."""

    recipe: _StoredRecipe
    style: dict[str, tuple[float, Annotated[float, Field(gt=0)], float]]
    blocks: dict[str, dict[str, float]]
    slope: float


def _built(content: object) -> HeadlineModel:
    """Return the model of checked numbers, words and patterns.

    Raises:
        ModelError: One cannot be; names it.
    """
    try:
        stored: _Stored = TypeAdapter(_Stored).validate_python(content)
        patterns = {k: re.compile(each) for k, each in stored.recipe.patterns.items()}
    except ValidationError as cause:
        first = cause.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise _impossible(f"{place}: {first['msg']}") from cause
    except (re.error, RecursionError, OverflowError) as cause:
        raise _impossible(f"a pattern: {cause}") from cause
    if odd := odd_number(stored):
        raise _impossible(odd)
    classes = {name: frozenset(words) for name, words in stored.recipe.classes.items()}
    terms = {name: StyleTerm(*each) for name, each in stored.style.items()}
    return HeadlineModel(Recipe(classes, patterns), terms, stored.blocks, stored.slope)


def _impossible(problem: str) -> ModelError:
    return ModelError(
        f"the title model cannot be: {problem}", hint="install pin-scorer again"
    )
