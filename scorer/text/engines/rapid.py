"""RapidOCR's networks: the default engine, offline, its models in its wheel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version

import cv2
import numpy as np

from scorer.core.errors import DependencyError
from scorer.core.pin import Rgb
from scorer.core.settings import Settings
from scorer.core.storage.packaged import stamp
from scorer.text.detection.detector import Detection, detect, statistics
from scorer.text.detection.line_looks import FITTED as LOOKS
from scorer.text.detection.line_looks import laid_odds
from scorer.text.detection.rows import row_quad, rows
from scorer.text.engines._engine import Engine
from scorer.text.ink.frame import upright
from scorer.text.networks.graph import Floats
from scorer.text.reading import Quad, Reading, ReadLine
from scorer.text.recognition.recognizer import recognize
from scorer.text.recognition.small_reader import FITTED
from scorer.text.scripts.languages import with_known_script
from scorer.text.scripts.tesseract_lines import installed

# Scripts that PP-OCRv6 lacks, by Tesseract's language codes.
_UNREADABLE = (
    "amh ara asm ben bod bul div dzo fas guj heb hin hye iku kan kat kaz khm kir "
    "kor lao mal mar mkd mon mya nep ori pan pus rus san sin snd srp syr tam tat "
    "tel tgk tha tir uig ukr urd uzb_cyrl yid"
)
# Rises when the same pixels may be read otherwise: a part of the cache key.
_REVISION = 10
_EAST_ASIAN = ("chi_", "jpn")
# A line turned by a quarter is taller than wide by this factor.
_TURNED = 1.5
# Up to this factor it may be one or two narrow characters that stand upright.
_NARROW = 4.0
_FEW = 2
# A line that is less sure is read the other way round, too, which has to be surer.
_SURE = 0.9
_SURER = 0.05
_LEAST_SURE = 0.5
# A box of two lines or more is at least so high, and each at least so long, by its
# height.
_LEAST_ROWS_PX, _SHORTEST_ROW = 18, 1.2
# One that is hardly longer than high is no line where several rows are seen in it.
_LONGEST_BLOCK = 1.3
_LEAST_PX = 2


def _read(pixels: Rgb, settings: Settings) -> Reading:
    is_east_asian = any(code.startswith(_EAST_ASIAN) for code in settings.languages)
    detection = detect(pixels)
    found: list[ReadLine] = []
    for n, quad in enumerate(detection.quads):
        line = line_of(pixels, quad, is_east_asian=is_east_asian)
        others = [*detection.quads[:n], *detection.quads[n + 1 :]]
        rows = _rows_of(pixels, line, others, is_east_asian=is_east_asian)
        found += rows or [line]
    stages = detection.stages
    look = tuple(map(float, statistics(stages[-1]))) if stages else ()
    kept: tuple[list[ReadLine], list[ReadLine]] = ([], [])
    for line in _looked_at(pixels, found, detection):
        kept[_is_doubted(line)].append(line)
    read, doubted = map(tuple, kept)
    return Reading(read, _unread(settings.languages), doubted, look)


def _looked_at(
    pixels: Rgb, lines: Sequence[ReadLine], detection: Detection
) -> list[ReadLine]:
    """Return the lines with what the detector's stages say of each."""
    quads = [np.array(line.quad, np.float32) for line in lines]
    size = pixels.shape[1], pixels.shape[0]
    odds = laid_odds(detection.stages, quads, size)
    pairs = zip(lines, odds, strict=True)
    return [replace(line, laid_odds=each) for line, each in pairs]


def line_of(pixels: Rgb, quad: Floats, *, is_east_asian: bool) -> ReadLine:
    """Return the line as it reads best: from the left, down or up, or on its head.

    Args:
        pixels: The pin, (H, W, 3), uint8, sRGB.
        quad: Corners (4, 2) in pixels, clockwise from top left.
        is_east_asian: Whether signs of Japanese and Chinese may stand there.
    """
    across = float(np.linalg.norm(quad[1] - quad[0]))
    down = float(np.linalg.norm(quad[3] - quad[0]))
    read = partial(_line, pixels, is_east_asian=is_east_asian)
    if down >= _TURNED * across:
        if down < _NARROW * across:
            upright = read(quad)
            if len(upright.text) <= _FEW and upright.confidence >= _SURE:
                return upright
        quad = quad[[1, 2, 3, 0]]
    elif across < _TURNED * down:
        return read(quad)
    line = read(quad)
    if line.confidence >= _SURE:
        return line
    other = read(quad[[2, 3, 0, 1]])
    if other.confidence <= line.confidence + _SURER:
        return line
    # Strange letters are read either way, and are told upright.
    return replace(other, script_shares=line.script_shares)


def _rows_of(
    pixels: Rgb, line: ReadLine, others: Sequence[Floats], *, is_east_asian: bool
) -> list[ReadLine]:
    """Return the lines of a box that holds several, surely read; else none.

    A row that the detector has found by itself, too, is left out. Of a block whose
    reading is not believed the rows are looked at, not read: they may be in another
    script.
    """
    quad = np.array(line.quad, np.float32)
    across, down = (float(np.linalg.norm(quad[n] - quad[0])) for n in (1, 3))
    if line.confidence >= _SURE or down < _LEAST_ROWS_PX:
        return []
    places = rows(upright(pixels, quad, _LEAST_PX))
    if len(places) * across < _SHORTEST_ROW * down:
        return []
    parts = [row_quad(quad, place) for place in places]
    parts = [part for part in parts if not _lies_in(part, others)]
    read = [_line(pixels, part, is_east_asian=is_east_asian) for part in parts]
    sure = [each for each in read if each.confidence >= _SURE and len(each.text) > _FEW]
    if len(sure) > 1:
        return sure
    if len(sure) == 1 and sure[0].confidence >= line.confidence + _SURER:
        return sure
    if _is_doubted(line) and across <= _LONGEST_BLOCK * down and len(read) > 1:
        return [replace(row, text="", centers=()) for row in read]
    return []


def _is_doubted(line: ReadLine) -> bool:
    """Whether nothing was read, or nothing that is believed."""
    return not line.text or line.confidence < _LEAST_SURE


def _lies_in(quad: Floats, others: Sequence[Floats]) -> bool:
    middle = (float(quad[:, 0].mean()), float(quad[:, 1].mean()))
    return any(cv2.pointPolygonTest(other, middle, False) > 0 for other in others)


def _line(pixels: Rgb, quad: Floats, *, is_east_asian: bool) -> ReadLine:
    read = recognize(upright(pixels, quad, _LEAST_PX), is_east_asian=is_east_asian)
    begin = len(read.text) - len(read.text.lstrip())
    bare = read.text.strip()
    return ReadLine(
        bare,
        _corners(quad),
        read.confidence,
        read.centers[begin : begin + len(bare)],
        script_shares=read.script_shares,
    )


def _corners(quad: Floats) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in quad)
    return (a, b, c, d)


def _unread(languages: tuple[str, ...]) -> str:
    missing = sorted(set(_lacks(languages)))
    if not missing:
        return ""
    return f"the rapid engine does not read {', '.join(missing)}; use tesseract"


def _lacks(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return what neither its networks read nor Tesseract, line by line, beside it."""
    strange = [code for code in languages if code in _UNREADABLE.split()]
    helped = with_known_script() & installed() if strange else frozenset[str]()
    return tuple(code for code in strange if code not in helped)


def _version() -> str:
    try:
        models, runtime = version("rapidocr"), version("onnxruntime")
    except PackageNotFoundError as cause:
        raise DependencyError(
            "RapidOCR is not installed",
            hint="pip install rapidocr onnxruntime, or use --ocr-engine tesseract",
        ) from cause
    fits = " ".join(stamp(name)[:12] for name in (FITTED, LOOKS))
    return f"rapid {_REVISION}, rapidocr {models}, onnxruntime {runtime}, fits {fits}"


ENGINE = Engine(read=_read, version=_version, lacks=_lacks)
