"""RapidOCR's networks: the default engine, offline, its models in its wheel."""

from __future__ import annotations

from functools import partial
from importlib.metadata import PackageNotFoundError, version

import cv2
import numpy as np

from scorer.core.errors import DependencyError
from scorer.core.pin import Rgb
from scorer.core.settings import Settings
from scorer.text.engines._detector import detect
from scorer.text.engines._engine import Engine, Quad, Reading, ReadLine
from scorer.text.engines._graph import Floats
from scorer.text.engines._languages import told_apart
from scorer.text.engines._recognizer import recognize
from scorer.text.engines._strips import installed

# Scripts that PP-OCRv6 lacks, by Tesseract's language codes.
_UNREADABLE = (
    "amh ara asm ben bod bul div dzo fas guj heb hin hye iku kan kat kaz khm kir "
    "kor lao mal mar mkd mon mya nep ori pan pus rus san sin snd srp syr tam tat "
    "tel tgk tha tir uig ukr urd uzb_cyrl yid"
)
# Rises when the same pixels may be read otherwise: a part of the cache key.
_REVISION = 4
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


def _read(pixels: Rgb, settings: Settings) -> Reading:
    is_east_asian = any(code.startswith(_EAST_ASIAN) for code in settings.languages)
    detection = detect(pixels)
    lines = (
        _line_of(pixels, quad, is_east_asian=is_east_asian) for quad in detection.quads
    )
    kept: tuple[list[ReadLine], list[ReadLine]] = ([], [])
    for line in lines:
        kept[not line.text or line.confidence < _LEAST_SURE].append(line)
    stage = detection.stage
    look = () if stage is None else tuple(map(float, stage))
    read, doubted = map(tuple, kept)
    return Reading(read, _unread(settings.languages), doubted, look)


def _line_of(pixels: Rgb, quad: Floats, *, is_east_asian: bool) -> ReadLine:
    """Return the line as it reads best: from the left, down or up, or on its head."""
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
    return other if other.confidence > line.confidence + _SURER else line


def _line(pixels: Rgb, quad: Floats, *, is_east_asian: bool) -> ReadLine:
    text, sure, centers = recognize(_crop(pixels, quad), is_east_asian=is_east_asian)
    begin = len(text) - len(text.lstrip())
    bare = text.strip()
    return ReadLine(bare, _corners(quad), sure, centers[begin : begin + len(bare)])


def _crop(pixels: Rgb, quad: Floats) -> Rgb:
    width = max(2, int(np.linalg.norm(quad[1] - quad[0])))
    height = max(2, int(np.linalg.norm(quad[3] - quad[0])))
    target = np.array([[0, 0], [width, 0], [0, height]], np.float32)
    matrix = cv2.getAffineTransform(np.ascontiguousarray(quad[[0, 1, 3]]), target)
    crop = cv2.warpAffine(
        pixels, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(crop, np.uint8)


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
    helped = told_apart() & installed() if strange else frozenset[str]()
    return tuple(code for code in strange if code not in helped)


def _version() -> str:
    try:
        models, runtime = version("rapidocr"), version("onnxruntime")
    except PackageNotFoundError as cause:
        raise DependencyError(
            "RapidOCR is not installed",
            hint="pip install rapidocr onnxruntime, or use --ocr-engine tesseract",
        ) from cause
    return f"rapid {_REVISION}, rapidocr {models}, onnxruntime {runtime}"


ENGINE = Engine(read=_read, version=_version, lacks=_lacks)
