"""Cells read as what they mean: counts, pin ids, dates and answers."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

_BLANK = frozenset(("", "-", "–", "—", "n/a", "na", "null", "none", "nan", "#n/a"))
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’\u00a0\u202f\u2009 ])\d{3})(?:\1\d{3})*")
_WHOLE = re.compile(r"(\d+)[.,]0{1,2}")
_ROUND_GROUP = re.compile(r"\d{1,3}[.,]000")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")
_PIN_URL = re.compile(r"/pin/(?:[^/?#]*--)?(\d+)")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_NAMED = re.compile(r"([A-Za-z]{3})[a-z]* (\d{1,2}),? (\d{4})")
_MAX_COUNT = 10**12
# A pin id has 17 digits and more; a spreadsheet keeps 15 of a number's digits.
_KEPT_DIGITS = 15
_YES = frozenset(("true", "yes", "1", "ja", "oui"))


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
    bare = text.strip()
    if bare.casefold() in _BLANK:
        return None
    value = _written_count(bare, delimiter)
    if value > _MAX_COUNT:
        raise ValueError(f'"{bare[:40]}" is too large for a count')
    return value


def _written_count(bare: str, delimiter: str) -> int:
    if bare.isascii() and bare.isdigit() and len(bare) < 20:
        return int(bare)
    shown = f'"{bare[:40]}"'
    if bare.startswith(("-", "−")) and bare[1:2].isdigit():
        raise ValueError(f"{shown} is below zero")
    if _SCIENTIFIC.fullmatch(bare):
        raise ValueError(f"{shown} was rounded by a spreadsheet")
    if _ROUND_GROUP.fullmatch(bare) and not _parts_thousands(bare, delimiter):
        raise ValueError(f"{shown} can be read in two ways")
    if _GROUPED.fullmatch(bare):
        return int(re.sub(r"\D", "", bare))
    if whole := _WHOLE.fullmatch(bare):
        return int(whole[1])
    raise ValueError(f"{shown} is not a whole number")


def _parts_thousands(bare: str, delimiter: str) -> bool:
    """Whether 12.000 or 12,000 means twelve thousand in a file so delimited."""
    return ("," in bare) == (delimiter != ";")


def decimal(text: str) -> float | None:
    """Return a cell of a feature table as a number, None if it is blank.

    Raises:
        ValueError: If it is not a number.
    """
    bare = text.strip()
    return None if bare.casefold() in _BLANK else float(bare)


def pin_id(text: str) -> str:
    """Return a cell as a pin id, "" if it is blank.

    Raises:
        ValueError: If a spreadsheet has turned the id into a number.

    Example:
        >>> pin_id(" 1091700765947216952 "), pin_id("12.0"), pin_id("")
        ('1091700765947216952', '12', '')
    """
    bare = text.strip().lstrip("'")
    if bare.isdigit():
        return bare
    if bare.casefold() in _BLANK:
        return ""
    if _SCIENTIFIC.fullmatch(bare):
        raise ValueError(f'a spreadsheet has rounded the pin id to "{bare[:40]}"')
    if whole := _WHOLE.fullmatch(bare):
        if len(whole[1]) > _KEPT_DIGITS:
            raise ValueError(f'a program has rounded the pin id to "{bare[:40]}"')
        return whole[1]
    return id_in_url(bare) or bare


def id_in_url(text: str) -> str:
    """Return the pin id that a pin's address holds, "" if it holds none.

    Example:
        >>> id_in_url("https://www.pinterest.com/pin/a-cake--12345/?x=1")
        '12345'
    """
    found = _PIN_URL.search(text)
    return found[1] if found else ""


def lost_digits(identity: str) -> bool:
    """Return whether a long id ends as one of which a spreadsheet kept 15 digits."""
    return (
        identity.endswith("00")
        and len(identity) > _KEPT_DIGITS + 1
        and identity.isdigit()
        and not identity[_KEPT_DIGITS:].strip("0")
    )


@lru_cache(maxsize=4096)
def when(text: str) -> datetime | None:
    """Return a cell as a moment in UTC, None if it is blank.

    Raises:
        ValueError: If it is no date, or one that can be read in two ways.

    Example:
        >>> when("2020-01-01T20:10:40-00:00").isoformat()
        '2020-01-01T20:10:40+00:00'
    """
    bare = text.strip()
    try:
        return in_utc(datetime.fromisoformat(bare))
    except (ValueError, OverflowError):
        return None if bare.casefold() in _BLANK else _written_date(bare)


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; one without a zone is taken as UTC."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def _written_date(bare: str) -> datetime:
    shown = f'"{bare[:40]}"'
    try:
        if bare.isdigit() and len(bare) in {10, 13}:
            return datetime.fromtimestamp(int(bare) / 10 ** (len(bare) - 10), UTC)
        year, month, day = _year_month_day(bare)
        return datetime(year, month, day, tzinfo=UTC)
    except (ValueError, OverflowError, OSError) as cause:
        if "two ways" in str(cause):
            raise
        raise ValueError(f"{shown} is not a date") from cause


def _year_month_day(bare: str) -> tuple[int, int, int]:
    if found := _YEAR_FIRST.match(bare):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.match(bare):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _NAMED.match(bare):
        return int(found[3]), _MONTHS.index(found[1].casefold()) // 3 + 1, int(found[2])
    if found := _SLASHES.match(bare):
        first, second = int(found[1]), int(found[2])
        if first != second and max(first, second) <= 12:
            raise ValueError(f'"{bare[:40]}" can be read in two ways')
        day, month = (second, first) if second > 12 else (first, second)
        return int(found[3]), month, day
    raise ValueError("unknown form")


def day_of(text: str) -> date | None:
    """Return a cell as a day, None if it is blank.

    Raises:
        ValueError: If it is no date.
    """
    moment = when(text)
    return None if moment is None else moment.date()


def is_yes(text: str) -> bool:
    """Return whether a cell answers a question with yes."""
    return text.strip().casefold() in _YES
