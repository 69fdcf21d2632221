"""Dates and ranges of days, in the orders in which people and programs write them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from scorer.core.tables.columns import plain_label
from scorer.core.tables.pin_ids import BLANK

_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_EITHER = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T,].*)?")
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:[/.]| ?[年년] ?)(\d{1,2})(?:[/.]| ?[月월] ?)(\d{1,2})"
)
# How names of months begin, without marks: English, German, French, Spanish, Italian,
# Portuguese, Dutch.
_MONTHS = {
    begin: month
    for month, begins in enumerate(
        (
            "jan ene gen",
            "feb fev",
            "mar maa mrt",
            "apr avr abr",
            "may mai mei mag",
            "jun juin giu",
            "jul juil lug",
            "aug aou ago",
            "sep set",
            "oct okt ott out",
            "nov",
            "dec dez dic",
        ),
        start=1,
    )
    for begin in begins.split()
}
_NAMED = re.compile(r"([^\W\d_]{3,})\.? (\d{1,2}),? (\d{4})")
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:\.|er)?(?: de)?[ -]([^\W\d_]{3,})\.?(?: de)?[ -](\d{4}|\d{2})\b"
)
_ZONE = re.compile(r" ?(?:UTC|GMT)$")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.]0?1)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})")
_NAME_YEAR = re.compile(r"([^\W\d_]{3,})\.?[ -](\d{4}|\d{2})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})")
_WRITTEN = re.compile(
    r"\d{1,2}([./])\d{1,2}\1\d{4}"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
    r"|\d{1,2}\.?(?: de)? [^\W\d_]{3,9}\.?(?: de)? \d{4}"
)
# Spreadsheets count days from here; what they say for 2009 to 2064.
_DAY_ZERO, _SERIALS = date(1899, 12, 30), range(40_000, 60_000)


@lru_cache(maxsize=4096)
def when(text: str, day_first: bool | None = None) -> datetime | None:
    """Return a cell as a moment in UTC, None if it is blank.

    Args:
        text: The cell.
        day_first: Order of 2/7/2026 in the cell's column; None where it is not known.

    Raises:
        ValueError: If it is no date, or one that can be read in two ways.

    Example:
        >>> when("2020-01-01T20:10:40-00:00").isoformat()
        '2020-01-01T20:10:40+00:00'
    """
    bare = _ZONE.sub("", text.strip())
    try:
        return in_utc(datetime.fromisoformat(bare))
    except (ValueError, OverflowError):
        return None if bare.casefold() in BLANK else _written_date(bare, day_first)


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; one without a zone is taken as UTC."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def has_order(text: str) -> bool:
    """Return whether day and month of a date may stand in either order."""
    is_iso = text[4:5] == "-"  # nearly all of a million rows
    return not is_iso and _EITHER.fullmatch(text.strip()) is not None


def order(cells: Iterable[str]) -> bool | None:
    """Return whether dates name the day first, by those that leave no doubt.

    Returns:
        None where no date tells.

    Raises:
        ValueError: Some have the day first, others the month.
    """
    seen: dict[bool, str] = {}
    for cell in cells:
        found = _EITHER.fullmatch(cell.strip())
        if found and (int(found[1]) > 12) != (int(found[3]) > 12):
            seen.setdefault(int(found[1]) > 12, cell.strip())
    if len(seen) > 1:
        raise ValueError(
            f'"{seen[True][:40]}" has the day first, "{seen[False][:40]}" the month'
        )
    return next(iter(seen), None)


def day_of(text: str, day_first: bool | None = None) -> date | None:
    """Return a cell as a day, None if it is blank; arguments as of ``when``.

    Raises:
        ValueError: If it is no date.
    """
    moment = when(text, day_first)
    return None if moment is None else moment.date()


def week_of(text: str) -> tuple[date, date] | None:
    """Return the first and last day of the week that a cell names, None if blank.

    Raises:
        ValueError: If it names neither a week of a year nor a day.
    """
    bare = text.strip()
    try:
        if found := _YEAR_WEEK.fullmatch(bare):
            first: date | None = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        else:
            first = day_of(bare)
        return None if first is None else (first, first + timedelta(days=6))
    except (ValueError, OverflowError) as cause:
        raise ValueError(f'"{bare[:40]}" is not a week of a year') from cause


def month_of(text: str) -> tuple[date, date] | None:
    """Return the first and last day of the month that a cell names, None if blank.

    Raises:
        ValueError: If it names no month of a year.
    """
    bare = text.strip()
    if bare.casefold() in BLANK:
        return None
    try:
        year, month = _year_month(bare)
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError as cause:
        raise ValueError(f'"{bare[:40]}" is not a month of a year') from cause


def _year_month(bare: str) -> tuple[int, int]:
    if found := _YEAR_MONTH.fullmatch(bare):
        return int(found[1]), int(found[2])
    if found := _MONTH_YEAR.fullmatch(bare):
        return int(found[2]), int(found[1])
    if found := _NAME_YEAR.fullmatch(bare):
        return _whole_year(found[2]), _month(found[1])
    raise ValueError("unknown form")


def range_in(text: str) -> tuple[date, date] | None:
    """Return the two days that a line names, None if it does not name two.

    Raises:
        ValueError: If they are no days, or can be read in two ways.
    """
    found = _ISO.findall(text) or [each[0] for each in _WRITTEN.finditer(text)]
    if len(found) != 2:
        return None
    try:
        if not found[0].count("/"):
            first, last = (day_of(each) for each in found)
        else:
            first, last = _likelier(found)
    except ValueError as cause:
        raise ValueError(f"{found[0]} - {found[1]} is not a date range") from cause
    return (first, last) if first and last else None


def _likelier(found: list[str]) -> tuple[date | None, date | None]:
    """Both days in the only order that is possible, and does not run backwards."""
    fits = []
    for day_first in (False, True):
        try:
            first, last = (day_of(each, day_first) for each in found)
        except ValueError:
            continue
        if first and last and first <= last:
            fits.append((first, last))
    if len(set(fits)) != 1:
        raise ValueError("read in two ways, or in none")
    return fits[0]


def _written_date(bare: str, day_first: bool | None) -> datetime:
    shown = f'"{bare[:40]}"'
    try:
        if bare.isdigit() and len(bare) in {10, 13}:
            return datetime.fromtimestamp(int(bare) / 10 ** (len(bare) - 10), UTC)
        if bare.isdecimal() and int(bare) in _SERIALS:
            day = _DAY_ZERO + timedelta(days=int(bare))
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        year, month, day_number = _year_month_day(bare, day_first)
        return datetime(year, month, day_number, tzinfo=UTC)
    except (ValueError, OverflowError, OSError) as cause:
        if "two ways" in str(cause):
            raise
        raise ValueError(f"{shown} is not a date") from cause


def _year_month_day(bare: str, day_first: bool | None) -> tuple[int, int, int]:
    if found := _YEAR_FIRST.match(bare):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.match(bare):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _NAMED.match(bare):
        return int(found[3]), _month(found[1]), int(found[2])
    if found := _DAY_NAMED.match(bare):
        return _whole_year(found[3]), _month(found[2]), int(found[1])
    if found := _EITHER.fullmatch(bare):
        first, second = int(found[1]), int(found[3])
        if day_first is None and first != second and max(first, second) <= 12:
            raise ValueError(f'"{bare[:40]}" can be read in two ways')
        is_day = second <= 12 and first > 12 if day_first is None else day_first
        day, month = (first, second) if is_day else (second, first)
        return _whole_year(found[4]), month, day
    raise ValueError("unknown form")


def _month(name: str) -> int:
    plain = plain_label(name)
    found = _MONTHS.get(plain[:4]) or _MONTHS.get(plain[:3])
    if found is None:
        raise ValueError("no month")
    return found


def _whole_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
