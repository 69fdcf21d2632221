"""Where the built-in title model is kept, and how it is read."""

import functools
import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from scorer.core.errors import ModelError
from scorer.core.storage.packaged import impossible, packaged_text, record, unsealed
from scorer.titles.headline_model import HeadlineModel, Recipe, StyleTerm

_SCHEMA = 1
_NAME = "titles/model.json"


@functools.cache
def built_in() -> HeadlineModel:
    """Return the model that ships with the package.

    Raises:
        ModelError: The file is missing, damaged or of another schema.
    """
    return headline_model(packaged_text(_NAME))


def headline_model(text: str) -> HeadlineModel:
    """Return the model that a JSON text describes.

    Raises:
        ModelError: It is damaged or of another schema.
    """
    content = unsealed(text, _NAME)
    found = content.get("schema")
    if found != _SCHEMA:
        raise ModelError(
            f"the title model has schema {found}, not {_SCHEMA}",
            hint="install pin-scorer again",
        )
    return _built(content)


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
    stored = record(_Stored, content, _NAME)
    try:
        patterns = {k: re.compile(each) for k, each in stored.recipe.patterns.items()}
    except (re.error, RecursionError, OverflowError) as cause:
        raise impossible(_NAME, f"a pattern: {cause}") from cause
    classes = {name: frozenset(words) for name, words in stored.recipe.classes.items()}
    terms = {name: StyleTerm(*each) for name, each in stored.style.items()}
    return HeadlineModel(Recipe(classes, patterns), terms, stored.blocks, stored.slope)
