"""Model folders: model.json, metrics.json, card.md. JSON only, whole or not at all."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from scorer.clickrate.model.metrics import Metrics
from scorer.clickrate.model.model import Model
from scorer.clickrate.model.newer import NewerFigures
from scorer.clickrate.model.old_schema import OLD_SCHEMA, renamed
from scorer.clickrate.model.terms.basis import Curve
from scorer.clickrate.model.terms.title_words import TITLE_WORDS
from scorer.core.display.printable import printable
from scorer.core.errors import ModelError, OutputError
from scorer.core.storage.bounds import odd_number
from scorer.core.storage.checksums import BrokenSealError, check, checksum_of
from scorer.core.storage.codec import from_json, to_json
from scorer.core.storage.files import sync, write_whole
from scorer.core.storage.mistakes import first_mistake
from scorer.core.storage.unfinished import unfinished_folder

T = TypeVar("T")

SCHEMA = 3
MODEL, METRICS, CARD = "model.json", "metrics.json", "card.md"
NEWER = "newer.json"
_MOST_BYTES = 64 * 2**20
_PREVIOUS = ".previous"
# What training writes into the folder; whatever else lies there is somebody's.
_OWN = re.compile(
    r"(model|metrics|newer|insights|trainings)\.json|card\.md|(rows|figures)\.jsonl"
    r"|pictures\.zip|(insights|pins)\.html|effect-\d+\.svg"
)


def save(
    model: Model,
    metrics: Metrics,
    folder: Path,
    *,
    card: str = "",
    files: Mapping[str, bytes] | None = None,
) -> None:
    """Write a model folder; an older one is kept beside it as ``NAME.previous``.

    Files of others that lie in the folder, or in the previous one, are in the new one.

    Args:
        model: The model.
        metrics: What its evaluation found.
        folder: Where; made with its parents.
        card: Text of card.md.
        files: Further files by relative name.

    Raises:
        ModelError: A figure of the model or its evaluation is no number.
        OutputError: The folder cannot be written, or is one of something else.
    """
    check_free(folder)
    folder = _named(folder)
    if odd := odd_number({"model": model, "metrics": metrics}):
        raise ModelError(
            f"training came to a figure that is no number ({odd}): nothing was written",
            hint="train again; if it stays so, send the exports with a bug report",
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with unfinished_folder(folder) as fresh:
            fresh.chmod(0o755)
            (fresh / MODEL).write_text(sealed("model", model), encoding="utf-8")
            (fresh / METRICS).write_text(sealed("metrics", metrics), encoding="utf-8")
            (fresh / CARD).write_text(card, encoding="utf-8")
            for name, content in (files or {}).items():
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                (fresh / name).write_bytes(content)
            sync(fresh)
            _exchange(fresh, folder)
    except OSError as cause:
        raise _unwritable(folder, cause) from cause


def check_free(folder: Path) -> None:
    """Refuse a folder that holds something, and no model: it would be replaced.

    Raises:
        OutputError: It is one.
    """
    if not folder.exists() or (folder / MODEL).is_file():
        return
    try:
        others = [each.name for each in _of_others(folder) if each.name[0] != "."]
    except OSError as cause:
        raise _unwritable(folder, cause) from cause
    if others:
        first = printable(min(others), longest=60)
        raise OutputError(
            f"{folder} holds {first} and no model: nothing is written there",
            hint="name a folder of its own, such as models/mine",
        )


def load(folder: Path) -> Model:
    """Return the model of a folder.

    Raises:
        ModelError: It is missing, truncated, altered, or of another version.
    """
    path = current_folder(folder) / MODEL
    model = read(path, "model", Model)
    _check_shape(path, model)
    newer = path.with_name(NEWER)
    if newer.exists():
        return replace(model, newer=read(newer, "newer", NewerFigures))
    return model


def keep_newer(folder: Path, newer: NewerFigures) -> None:
    """Keep beside a model how newer figures lay in its intervals.

    Raises:
        OutputError: The folder cannot be written.
    """
    write_whole(current_folder(folder) / NEWER, [sealed("newer", newer)])


def load_metrics(folder: Path) -> Metrics:
    """Return what the model's evaluation found.

    Raises:
        ModelError: It is missing, truncated, altered, or of another version.
    """
    return read(current_folder(folder) / METRICS, "metrics", Metrics)


def current_folder(folder: Path) -> Path:
    """Return the folder that holds the model now.

    A run that is killed between two renames leaves the old one, whole, under the name
    of the previous.
    """
    previous = previous_of(folder)
    return previous if not folder.exists() and previous.exists() else folder


def state(folder: Path) -> tuple[int, ...]:
    """Return what changes whenever another model is written there, by a look only."""
    try:
        found = (current_folder(folder) / MODEL).stat()
    except OSError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def rollback(folder: Path) -> None:
    """Put the previous model back; the present one becomes the previous.

    Raises:
        ModelError: There is no previous model.
    """
    folder = _named(folder)
    previous = previous_of(folder)
    if not (previous / MODEL).is_file():
        raise ModelError(
            f"{folder} has no previous model", hint=f"{previous} is not there"
        )
    load(previous)
    aside = folder.with_name(f".{folder.name}.aside")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        if folder.exists():
            folder.rename(aside)
        previous.rename(folder)
        if aside.exists():
            aside.rename(previous)
            _carry_over(previous, folder)
    except OSError as cause:
        raise _unwritable(folder, cause) from cause


def previous_of(folder: Path) -> Path:
    """Return where the model before this one is kept."""
    named = _named(folder)
    return named.with_name(named.name + _PREVIOUS)


def _named(folder: Path) -> Path:
    """A folder by its name, also where it is the one that somebody is in."""
    if folder.name not in ("", ".."):
        return folder
    named = folder.resolve()
    if not named.name:
        raise OutputError(f"{folder} is no folder for a model", hint="name one")
    return named


def require_compatible(
    model: Model, units: Mapping[str, str], versions: Mapping[str, str]
) -> None:
    """Refuse a model that was fitted to other features than are measured now.

    Args:
        model: The model.
        units: Unit by full name of every feature that is measured now.
        versions: Versions now; those the model does not name are not compared.

    Raises:
        ModelError: A feature is gone, has another unit, or a family another version.
    """
    measured = (curve for curve in model.curves if curve.name != TITLE_WORDS)
    for curve in measured:
        if curve.name not in units:
            raise _incompatible(f"feature {curve.name}", "fitted to it", "not measured")
        if units[curve.name] != curve.unit:
            raise _incompatible(f"unit of {curve.name}", curve.unit, units[curve.name])
    for name, version in model.versions.items():
        if versions.get(name, version) != version:
            raise _incompatible(name, version, versions[name])


def _incompatible(what: str, there: str, here: str) -> ModelError:
    return ModelError(
        f"{what}: model has '{there}', this program has '{here}'",
        hint="train the model again with this version",
        code="other-schema",
    )


def sealed(kind: str, value: object) -> str:
    """Return a record as JSON under its kind, with schema and checksum."""
    body = json.loads(to_json(value))
    head = {"kind": kind, "schema": SCHEMA, "sha256": checksum_of(body)}
    return to_json({**head, kind: body}, indent=1) + "\n"


def read(path: Path, kind: str, record: type[T]) -> T:
    """Return the record of a sealed file.

    Raises:
        ModelError: It is missing, truncated, altered, or of another version.
    """
    document = _document(path)
    found = document.get("kind")
    if found != kind:
        raise _damaged(path, f"kind is {found!r}, expected {kind!r}")
    if document.get("schema") not in (SCHEMA, OLD_SCHEMA):
        raise _incompatible(
            f"schema of {path}", str(document.get("schema")), str(SCHEMA)
        )
    body = document.get(kind)
    try:
        check(checksum_of(body), document.get("sha256"))
        if document.get("schema") == OLD_SCHEMA:
            body = renamed(body)
        read = from_json(record, json.dumps(body))
    except ValidationError as cause:
        raise _damaged(path, first_mistake(cause)) from cause
    except BrokenSealError as cause:
        raise _damaged(path, str(cause)) from cause
    if odd := odd_number(read):
        raise _damaged(path, odd)
    return read


def _document(path: Path) -> dict[str, Any]:
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise _damaged(path, f"{size} bytes, at most {_MOST_BYTES}")
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as cause:
        raise ModelError(
            f"{path} cannot be read: {cause.strerror or cause}",
            hint="name the folder that scorer train wrote",
        ) from cause
    except (ValueError, RecursionError) as cause:
        raise _damaged(path, f"not whole JSON: {cause}") from cause
    if not isinstance(document, dict):
        raise _damaged(path, f"a {type(document).__name__}, expected an object")
    return document


def _check_shape(path: Path, model: Model) -> None:
    """Refuse what fits together in no model, whatever its checksum says."""
    pairs = model.feature_pairs
    size = 1 + sum(len(curve.kinds) for curve in model.curves) + (pairs is not None)
    expected = {
        "coefficients": (len(model.coefficients), size),
        "center": (len(model.center), size),
        "covariance": (len(model.covariance), size * (size + 1) // 2),
        "ranks": (len(model.ranks), 101),
    }
    if model.guideline_slopes:
        expected["guideline slopes"] = (len(model.guideline_slopes), size - 1)
    for number, each in enumerate(model.leave_outs):
        expected[f"coefficients of part {number}"] = (len(each), size)
    if pairs is not None:
        numbers = (*pairs.first, *pairs.second)
        if any(not 0 <= each < len(model.curves) for each in numbers):
            raise _damaged(path, "a pair of features that are not there")
        expected["first features of pairs"] = (len(pairs.first), len(pairs.effects))
        expected["second features of pairs"] = (len(pairs.second), len(pairs.effects))
    for name, (there, due) in expected.items():
        if there != due:
            raise _damaged(path, f"{there} {name}, expected {due}")
    for curve in model.curves:
        if not _is_possible(curve):
            raise _damaged(path, f"shape of {curve.name} is impossible")
    if not {"pin", "design"} <= model.variances.keys():
        raise _damaged(path, "variances of pins and designs are missing")


def _is_possible(curve: Curve) -> bool:
    """Whether a curve's ends are in order and its matrices fit together."""
    rows = len(curve.knots) + 1 if curve.bend else 0
    width = len(curve.bend[0]) if curve.bend else 0
    widths = {len(row) for row in (*curve.bend, *curve.line)}
    return (
        len(curve.bend) == rows
        and len(curve.line) == (2 if rows else 0)
        and widths <= {width}
        and curve.low < curve.high
    )


def _exchange(fresh: Path, folder: Path) -> None:
    """Rename the new folder into place, keeping the old one as the previous."""
    previous = previous_of(folder)
    has_old = folder.exists()
    if has_old:
        _carry_over(previous, fresh)
        shutil.rmtree(previous, ignore_errors=True)
        folder.rename(previous)
    fresh.rename(folder)
    if has_old:
        _carry_over(previous, folder)


def _of_others(folder: Path) -> list[Path]:
    """What lies in a folder and is nothing that training writes there."""
    if not folder.is_dir():
        return []
    return [each for each in folder.iterdir() if not _OWN.fullmatch(each.name)]


def _carry_over(old: Path, new: Path) -> None:
    """Move what is not the model's into the folder that stays."""
    for each in _of_others(old):
        place = new / each.name
        while place.exists():
            place = place.with_name(f"{place.name}.old")
        each.rename(place)


def _damaged(path: Path, why: str) -> ModelError:
    return ModelError(
        f"{path} is not a usable model file: {why}",
        hint="train again, or go back with scorer train --rollback",
        code="damaged-model",
    )


def _unwritable(folder: Path, cause: OSError) -> OutputError:
    return OutputError(
        f"{folder} cannot be written: {cause.strerror or cause}",
        hint="choose another place with --out",
    )
