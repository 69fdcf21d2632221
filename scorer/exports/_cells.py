"""Cells read as what they mean: counts and answers."""

from __future__ import annotations

import re

from scorer.core.tables.columns import plain_label
from scorer.core.tables.pin_ids import BLANK, SCIENTIFIC, UNSEEN, WHOLE

_GROUPED = re.compile(r"\d{1,3}(?:([.,'’\u00a0\u202f\u2009 ])\d{3})(?:\1\d{3})*")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")  # 12,34,567 as India groups
_ROUND_GROUP = re.compile(r"\d{1,3}[.,]000")
_MAX_COUNT = 10**12
_YES = frozenset(("true", "yes", "1", "ja", "oui"))
# In the words of Pinterest's API, its pages and people's sheets; "regular", "standard",
# "product", "Bild" and what else there may be are images.
_NOT_ONE_IMAGE = re.compile(
    "video|multiple|mixed|idea|stor(?:y|ies)|carousel|carrusel|carrossel|karussell|carosello|"
    r"collection|collage|quiz|showcase|gif\b|slide|動画|видео|wideo"
)
# English is Pinterest's; whether others occur in exports is not verified.
_PAID = re.compile(
    r"\b(?:paid|promoted|bezahlt|gesponsert|payante?s?|sponsorisee?s?|de pago|"
    r"pagad[oa]s?|a pagamento|pag[oa]s?|betaalde?|platn\w*|betal[dt]e?|ucretli|"
    r"платн\w*|оплачен\w*)\b|有料|広告|付费|付費|유료"
)


def count(text: str, delimiter: str = ",") -> int | None:
    """Return a cell as a count, None if it is blank.

    Args:
        text: The cell.
        delimiter: Of the file: it tells which of . and , parts thousands.

    Raises:
        ValueError: If it is no whole number, below zero, rounded, or ambiguous.

    Example:
        >>> count("1,234"), count("1.234", ";"), count("44.0"), count("-")
        (1234, 1234, 44, None)
    """
    if text.isascii() and text.isdigit() and len(text) < 13:
        return int(text)
    bare = UNSEEN.sub("", text).strip()
    if bare.casefold() in BLANK:
        return None
    value = _written_count(bare, delimiter)
    if value > _MAX_COUNT:
        raise ValueError(f'"{bare[:40]}" is too large for a count')
    return value


def _written_count(bare: str, delimiter: str) -> int:
    if bare.isdecimal() and len(bare) < 20:
        return int(bare)
    shown = f'"{bare[:40]}"'
    if bare.startswith(("-", "−")) and bare[1:2].isdigit():
        raise ValueError(f"{shown} is below zero")
    if SCIENTIFIC.fullmatch(bare):
        raise ValueError(f"{shown} was rounded by a spreadsheet")
    if _ROUND_GROUP.fullmatch(bare) and not _parts_thousands(bare, delimiter):
        raise ValueError(f"{shown} can be read in two ways")
    if _GROUPED.fullmatch(bare) or _LAKHS.fullmatch(bare):
        return int(re.sub(r"\D", "", bare))
    if whole := WHOLE.fullmatch(bare):
        return int(whole[1])
    raise ValueError(f"{shown} is not a whole number")


def _parts_thousands(bare: str, delimiter: str) -> bool:
    """Whether 12.000 or 12,000 means twelve thousand in a file so delimited."""
    return ("," in bare) == (delimiter != ";")


def is_yes(text: str) -> bool:
    """Return whether a cell answers a question with yes."""
    return text.strip().casefold() in _YES


def is_not_one_image(kind: str) -> bool:
    """Return whether a pin's type says that it is no single image."""
    return bool(_NOT_ONE_IMAGE.search(plain_label(kind)))


def is_paid(kind: str) -> bool:
    """Return whether the type of a row's figures says that paid ones are in them.

    Example:
        >>> is_paid("Paid and organic"), is_paid("Organisch"), is_paid("Bezahlt")
        (True, False, True)
    """
    return bool(_PAID.search(plain_label(kind)))
