"""Where the built-in title model is kept, and how it is read."""

import functools
import hashlib
import json
import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from scorer.core.errors import ModelError
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
        content = document["model"]
        body = json.dumps(content, sort_keys=True, ensure_ascii=False)
        is_whole = (
            hashlib.sha256(body.encode("utf-8")).hexdigest() == document["sha256"]
        )
    except (ValueError, KeyError, TypeError) as cause:
        raise ModelError(
            "the title model is not readable", hint="install pin-scorer again"
        ) from cause
    if not is_whole:
        raise ModelError(
            "the title model was changed: its checksum differs",
            hint="fit it again with models/titles/fit.py, or install pin-scorer again",
        )
    if content["schema"] != _SCHEMA:
        raise ModelError(
            f"the title model has schema {content['schema']}, not {_SCHEMA}",
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


def _built(content: Mapping[str, Any]) -> HeadlineModel:
    listed = content["recipe"]
    recipe = Recipe(
        {name: frozenset(words) for name, words in listed["classes"].items()},
        {name: re.compile(each) for name, each in listed["patterns"].items()},
    )
    terms = {name: StyleTerm(*each) for name, each in content["style"].items()}
    return HeadlineModel(recipe, terms, content["blocks"], content["slope"])
