"""Single lines read by Tesseract, for scripts that another engine lacks."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.errors import DependencyError
from scorer.core.pin import Rgb

_LINE_PX = 64
_MARGIN_PX = 32
_LONGEST_PX = 4000
_SECONDS = 30
_BLOCK = "--psm 6"  # a block of lines


def installed() -> frozenset[str]:
    """Return the languages that Tesseract has data for; none where it is missing."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    return _listed(program, os.environ.get("TESSDATA_PREFIX", ""))


def installed_names() -> frozenset[str]:
    """Return the names of the data that lies where Tesseract's is, to notice a change.

    The program itself is asked only where no such folder is found: starting it costs
    more than reading a line. Which of several folders it reads, only it can tell.
    """
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    folders = [folder for folder in _data_folders(Path(program)) if folder.is_dir()]
    if not folders:
        return installed()
    files = (file for folder in folders for file in folder.glob("*.traineddata"))
    return frozenset(file.stem for file in files)


def _data_folders(program: Path) -> list[Path]:
    """Return where the data may lie: as told, beside the program, or below share."""
    named = os.environ.get("TESSDATA_PREFIX")
    if named:
        return [Path(named), Path(named) / "tessdata"]
    beside = {program.parent, program.resolve().parent}
    shares = [folder.parent / "share" for folder in beside]
    return [
        *(folder / "tessdata" for folder in (*beside, *shares)),
        *(
            found
            for share in shares
            for found in share.glob("tesseract-ocr/*/tessdata")
        ),
    ]


@cache
def _listed(program: str, data: str) -> frozenset[str]:  # noqa: ARG001 - part of the key
    """Return the languages of one Tesseract and one folder of data."""
    try:
        # pytesseract would cost ten times as much, in each run where nobody needs it.
        listed = subprocess.run(  # noqa: S603 - a program by its full path
            [program, "--list-langs"],
            capture_output=True,
            check=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(listed.split("\n")[1:]) - {"", "osd"}


def read_strips(
    strips: Sequence[Rgb], languages: Sequence[str], *, spaced: bool
) -> list[tuple[str, float]]:
    """Return what Tesseract reads in each line, and how sure it is, 0..1.

    All lines go to it at once, one below the other: starting it costs more than a line.

    Args:
        strips: Upright lines of shape (H, W, 3).
        languages: Installed ones.
        spaced: Whether words have spaces between them in that script.

    Raises:
        DependencyError: Tesseract fails or takes too long.
    """
    import pytesseract
    from PIL import Image

    # Parallelism belongs to the batch.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    sheet, rows = _sheet([_black_on_white(strip) for strip in strips])
    try:
        table = pytesseract.image_to_data(
            Image.fromarray(sheet),
            lang="+".join(languages),
            config=_BLOCK,
            timeout=_SECONDS,
            output_type=pytesseract.Output.DICT,
        )
    except (pytesseract.TesseractError, RuntimeError) as cause:
        raise DependencyError(
            f"Tesseract failed: {str(cause)[:120]}", hint="see `tesseract --list-langs`"
        ) from cause
    return [_row(table, top, bottom, " " if spaced else "") for top, bottom in rows]


def _black_on_white(strip: Rgb) -> NDArray[np.uint8]:
    """Return a line in gray, of one height, its ground the lighter of the two."""
    gray = cv2.cvtColor(strip, cv2.COLOR_RGB2GRAY)
    height, width = gray.shape
    wanted = min(_LONGEST_PX, max(8, round(width * _LINE_PX / height)))
    way = cv2.INTER_AREA if height > _LINE_PX else cv2.INTER_CUBIC
    scaled = cv2.resize(gray, (wanted, _LINE_PX), interpolation=way)
    middle, _ = cv2.threshold(scaled, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    rim = np.concatenate([scaled[:4].ravel(), scaled[-4:].ravel()])
    turned = 255 - scaled if np.median(rim) <= middle else scaled
    low, high = np.percentile(turned, (2, 90))
    stretched = (turned.astype(np.float32) - low) * (255 / max(1.0, high - low))
    return np.asarray(np.clip(stretched, 0, 255), np.uint8)


def _sheet(
    lines: Sequence[NDArray[np.uint8]],
) -> tuple[NDArray[np.uint8], list[tuple[int, int]]]:
    """Return the lines below each other on white, and where each begins and ends."""
    step = _LINE_PX + _MARGIN_PX
    width = max(line.shape[1] for line in lines) + 2 * _MARGIN_PX
    sheet = np.full((len(lines) * step + _MARGIN_PX, width), 255, np.uint8)
    rows = []
    for number, line in enumerate(lines):
        top = _MARGIN_PX + number * step
        sheet[top : top + _LINE_PX, _MARGIN_PX : _MARGIN_PX + line.shape[1]] = line
        rows.append((top - _MARGIN_PX // 2, top + _LINE_PX + _MARGIN_PX // 2))
    return sheet, rows


def _row(
    table: Mapping[str, list[Any]], top: int, bottom: int, space: str
) -> tuple[str, float]:
    words, sure = [], []
    for i, text in enumerate(table["text"]):
        middle = table["top"][i] + table["height"][i] / 2
        if text.strip() and float(table["conf"][i]) >= 0 and top <= middle < bottom:
            words.append(text.strip())
            sure.append(float(table["conf"][i]) / 100)
    return space.join(words), (sum(sure) / len(sure) if sure else 0.0)
