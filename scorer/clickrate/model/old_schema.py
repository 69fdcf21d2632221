"""Files of schema 2, read under the names of today."""

from __future__ import annotations

from typing import Any

OLD_SCHEMA = 2
_NAMES = {"learnt": "learning_test", "spreads": "variances", "misfit": "lack_of_fit"}


def renamed(body: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    """Return the body of model.json or metrics.json with the keys that it has now."""
    if not isinstance(body, dict):
        return body
    new = {_NAMES.get(key, key): value for key, value in body.items()}
    if isinstance(new.get("variances"), dict):
        new["variances"] = {_NAMES.get(k, k): v for k, v in new["variances"].items()}
    versions = new.get("versions")
    if isinstance(versions, dict) and "account" in versions:
        new["simulated"] = versions["account"] == "simulated"
        new["versions"] = {k: v for k, v in versions.items() if k != "account"}
    test = new.get("learning_test")
    if isinstance(test, dict):
        new["learning_test"] = {key: _respelled(value) for key, value in test.items()}
    return new


def _respelled(value: Any) -> Any:  # noqa: ANN401 - any cell
    """Return text with "learned", as level and sentences spell it now."""
    return value.replace("learnt", "learned") if isinstance(value, str) else value
