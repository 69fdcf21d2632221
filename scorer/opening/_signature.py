"""What a file's first bytes say it is, where Pillow opened nothing."""

from __future__ import annotations

import re
import shlex
from pathlib import PurePath

from scorer.core.errors import InputError
from scorer.core.installation import how_to_add

ALLOWED = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "AVIF")

_ALLOWED_STARTS = (
    rb"\xff\xd8\xff|\x89PNG|RIFF.{4}WEBP|BM|II\*\0|MM\0\*|II\+\0|MM\0\+|GIF8[79]a"
    rb"|.{4}ftypavi[fs]"
)
_OTHER_STARTS = {
    "HEIC": rb".{4}ftyp(?:hei[cxms]|hev[cmsx]|mif1|msf1)",
    "JPEG 2000": rb"\0\0\0\x0cjP  \r\n|\xff\x4f\xff\x51",
    "JPEG XL": rb"\0\0\0\x0cJXL |\xff\x0a",
    "Photoshop": rb"8BPS",
    "PDF or Illustrator": rb"%PDF",
    "EPS": rb"%!PS|\xc5\xd0\xd3\xc6",
    # No way to split the comments but one: else many of them take for ever.
    "SVG": rb"\s*(?:<\?xml[^>]*>)?\s*(?:<!--(?:(?!-->).)*-->\s*)*"
    rb"(?:<!DOCTYPE svg[^>]*>\s*)?<svg",
    "XML": rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed)\b",
    # An icon names how many it holds; zeros there are a TGA's.
    "icon": rb"\0\0[\1\2]\0(?!\0\0)",
    "DDS": rb"DDS ",
    "QOI": rb"qoif",
    "GIMP": rb"gimp xcf",
    "Netpbm": rb"P[1-7Ffy][\s0-9]",
    "FLI animation": rb".{4}[\x11\x12]\xaf",
    "SGI": rb"\x01\xda",
    "X bitmap": rb"\s*(?:#define|/\* XPM)",
    "video": rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI ",
    "Sun raster": rb"\x59\xa6\x6a\x95",
    "metafile": rb"\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF",
    "FITS": rb"SIMPLE  =",
    "BLP texture": rb"BLP[12]",
    "OLE": rb"\xd0\xcf\x11\xe0",
    # No magic number: kind of colors, kind of pixels, a palette or none, sizes, depth.
    "TGA": rb".(?:\0[\x02\x03\x0a\x0b].{2}\0\0.|\x01[\x01\x09].{4}[\x0f\x10\x18\x20])"
    rb".{4}(?!\0\0)..(?!\0\0)..[\x08\x0f\x10\x18\x20]",
}
# What is taken for a list of pins by its ending, and what to give in its place.
_SHEET = "a list of pins is CSV, TSV, .xlsx or .xml: save it as one of these"
_LISTS = {".json": _SHEET, ".jsonl": _SHEET, ".xls": _SHEET, ".ods": _SHEET}
_LISTS |= {".numbers": _SHEET, ".xlsm": _SHEET}
_LISTS[".txt"] = "a list of paths goes to standard input: scorer score - < {}"
_TGA_END = b"TRUEVISION-XFILE.\0"
# Said with "an": by how they sound, spelled out or not.
_AN = {"EPS", "SVG", "XML", "icon", "FLI animation", "SGI", "X bitmap", "OLE"}
_LOOKED_AT_BYTES = 1024


def is_heic(data: bytes) -> bool:
    """Return whether the first bytes are those of a HEIC photo."""
    return _begins(_OTHER_STARTS["HEIC"], data)


def is_unsupported(cause: BaseException) -> bool:
    """Return whether a decoder knows what a file is and has no way to read it."""
    return isinstance(cause, OSError) and "unsupported" in str(cause).lower()


def rare(name: str) -> InputError:
    """Return the refusal of an allowed format in a form that few programs use.

    Code ``unsupported-format``.
    """
    return InputError(
        f"{name} is a rare kind of file that scorer does not open",
        hint="save it as JPEG or PNG",
        code="unsupported-format",
    )


def refusal(data: bytes, name: str) -> InputError:
    """Return why bytes that no decoder took are no usable picture.

    Codes: ``damaged-image`` (an allowed format, broken), ``unsupported-format``
    (another picture format) and ``not-an-image``.
    """
    if _begins(_ALLOWED_STARTS, data):
        return InputError(
            f"{name} begins like a picture but is damaged",
            hint="export it again",
            code="damaged-image",
        )
    if hint := _LISTS.get(PurePath(name).suffix.lower()):
        return InputError(
            f"{name} is not an image, and no list of pins that scorer reads",
            hint=hint.format(shlex.quote(name)),
            code="not-an-image",
        )
    for kind, start in _OTHER_STARTS.items():
        is_ended_so = kind == "TGA" and data.endswith(_TGA_END)
        if is_ended_so or _begins(start, data):
            article = "an" if kind in _AN else "a"
            return InputError(
                f"{name} is {article} {kind} file, which is not opened",
                hint=_hint(kind),
                code="unsupported-format",
            )
    return InputError(
        f"{name} is not an image",
        hint=f"use {', '.join(ALLOWED[:-1])} or {ALLOWED[-1]}",
        code="not-an-image",
    )


def _hint(kind: str) -> str:
    if kind == "XML":  # of a shop's catalog, say
        return "a feed in RSS or Atom is a list of pins where its name ends in .xml"
    if kind == "video":
        return "save the picture that it begins with as JPEG or PNG: that is scored"
    extra = f"; to read it, {how_to_add('heic')}" if kind == "HEIC" else ""
    return f"save it as JPEG or PNG{extra}"


def _begins(pattern: bytes, data: bytes) -> bool:
    return re.match(pattern, data[:_LOOKED_AT_BYTES], re.DOTALL) is not None
