"""Tesseract through pytesseract: any language whose data is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from typing import Any

from scorer.core.errors import DependencyError
from scorer.core.pin import Rgb
from scorer.core.settings import Settings
from scorer.text.engines._engine import Engine
from scorer.text.reading import Reading, ReadLine, upright
from scorer.text.scripts.languages import fixed, package
from scorer.text.scripts.tesseract_lines import installed

_HINT = "install tesseract-ocr, or run with --ocr-engine rapid"


def _read(pixels: Rgb, settings: Settings) -> Reading:
    import pytesseract
    from PIL import Image

    # Parallelism belongs to the batch.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        # Tesseract reads on without a word where only some languages are missing.
        languages = fixed(settings.languages)
        _check(languages)
        table = pytesseract.image_to_data(
            Image.fromarray(pixels),
            lang="+".join(languages),
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractNotFoundError as cause:
        raise DependencyError("Tesseract is not installed", hint=_HINT) from cause
    except pytesseract.TesseractError as cause:
        raise DependencyError(
            f"Tesseract failed: {str(cause)[:120]}", hint="see `tesseract --list-langs`"
        ) from cause
    return Reading(tuple(_lines(table)))


def _check(languages: tuple[str, ...]) -> None:
    if shutil.which("tesseract") is None:
        raise DependencyError("Tesseract is not installed", hint=_HINT)
    missing = _lacks(languages)
    if missing:
        raise DependencyError(
            f"Tesseract has no data for {', '.join(missing)}",
            hint=f"install the data, such as Debian's {package(missing[0])}",
        )


def _lacks(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in languages if code not in installed())


def _lines(table: Mapping[str, list[Any]]) -> list[ReadLine]:
    rows: dict[tuple[int, int, int], list[int]] = {}
    for i, text in enumerate(table["text"]):
        if text.strip() and float(table["conf"][i]) >= 0:
            key = (table["block_num"][i], table["par_num"][i], table["line_num"][i])
            rows.setdefault(key, []).append(i)
    return [_line(table, words) for words in rows.values()]


def _line(table: Mapping[str, list[Any]], words: list[int]) -> ReadLine:
    left = min(table["left"][i] for i in words)
    top = min(table["top"][i] for i in words)
    right = max(table["left"][i] + table["width"][i] for i in words)
    bottom = max(table["top"][i] + table["height"][i] for i in words)
    text = " ".join(table["text"][i].strip() for i in words)
    return ReadLine(
        text=text,
        quad=upright(left, top, right - left, bottom - top),
        confidence=sum(float(table["conf"][i]) for i in words) / len(words) / 100,
        centers=_centers(table, words, left, max(1, right - left)),
    )


def _centers(
    table: Mapping[str, list[Any]], words: list[int], left: int, width: int
) -> tuple[float, ...]:
    """Characters spread evenly over their word; the space sits before the next."""
    places: list[float] = []
    for i in words:
        word = table["text"][i].strip()
        begin, step = table["left"][i] - left, table["width"][i] / len(word)
        if places:
            places.append(begin / width)
        places.extend((begin + step * (n + 0.5)) / width for n in range(len(word)))
    return tuple(places)


def _version() -> str:
    import pytesseract

    try:
        return f"tesseract {pytesseract.get_tesseract_version()}"
    except pytesseract.TesseractNotFoundError as cause:
        raise DependencyError("Tesseract is not installed", hint=_HINT) from cause


ENGINE = Engine(read=_read, version=_version, lacks=_lacks)
