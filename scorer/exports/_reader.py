"""What every export reader answers: figures of pins, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from scorer.core.errors import ExportError
from scorer.exports._source import Source


class Period(NamedTuple):
    """The days a figure covers, both included; without days it is a lifetime's."""

    start: date | None = None
    end: date | None = None


LIFETIME = Period()
NO_PINS = "no-pins"
# Begins the remark on a table without counts that a rate needs.
UNKNOWN_COLUMNS = "columns not known"


# Tuples, not dataclasses: a million of them are made in one reading, and a frozen
# dataclass costs about five times as much to make.
class Facts(NamedTuple):
    """What an export says about a pin besides its figures."""

    title: str = ""
    description: str = ""
    link: str = ""
    board: str = ""
    created_at: datetime | None = None
    path: str = ""
    group: str = ""
    media_type: str = ""
    promoted: bool = False


class Counts(NamedTuple):
    """Figures of one pin over one period; None where the export is silent."""

    impressions: int | None = None
    pin_clicks: int | None = None
    outbound_clicks: int | None = None
    saves: int | None = None
    closeups: int | None = None


NO_FACTS = Facts()
NO_COUNTS = Counts()


class Observation(NamedTuple):
    """One statement of one file about one pin; its row where the file is a table."""

    id: str
    counts: Counts
    period: Period = LIFETIME
    facts: Facts = NO_FACTS
    where: str = ""
    row: int = 0


class PinStats(NamedTuple):
    """One pin with its figures, pooled over all files that speak of it.

    Attributes:
        id: Pin id; the path or title where the export has no ids.
        impressions: Times the pin was on a screen, above 0.
        pin_clicks: Clicks on the pin, or None where no file has them.
        outbound_clicks: Clicks that left for the link, or None.
        saves: Saves to a board, or None.
        created_at: When the pin was published, UTC.
        path: Picture, where an export or a manifest names one.
        group: Design the user says the pin belongs to, "" if not said.
        media_type: As Pinterest names it ("image"), "" if not said.
        promoted: Whether paid traffic is in the figures.
        start: First day of the figures, None for a lifetime's.
        end: Last day of the figures, None if not said.
    """

    id: str
    impressions: int
    pin_clicks: int | None = None
    outbound_clicks: int | None = None
    saves: int | None = None
    created_at: datetime | None = None
    title: str = ""
    description: str = ""
    link: str = ""
    board: str = ""
    path: Path | None = None
    group: str = ""
    media_type: str = ""
    promoted: bool = False
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many rows or pins were not used, why, and where the first one stands."""

    reason: str
    count: int
    first: str


@dataclass(slots=True)
class Tally:
    """Counts what is left out while files are read.

    Attributes:
        simulated: Whether a file says that the account is made up.
        filters: Of Pinterest's overview by days and name: value, and the first file
            that says it.
        estimated: Names of files whose last days Pinterest calls estimates.
    """

    simulated: bool = False
    estimated: list[str] = field(default_factory=list)
    filters: dict[tuple[Period, str], tuple[str, str]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _first: dict[str, str] = field(default_factory=dict)
    _notes: dict[str, None] = field(default_factory=dict)
    _foreign: dict[str, str] = field(default_factory=dict)

    def leave_out(self, reason: str, where: str, count: int = 1) -> None:
        """Count something that is not used."""
        self._first.setdefault(reason, where)
        self._counts[reason] = self._counts.get(reason, 0) + count

    def note(self, text: str) -> None:
        """Keep a remark that the user should read once."""
        self._notes[text] = None

    def pass_over(self, name: str, why: str) -> None:
        """Keep the name of a file that holds no figures of pins."""
        self._foreign[name] = why

    def passed_over(self) -> Mapping[str, str]:
        """Return why files hold no figures of pins, by their names."""
        return self._foreign

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return everything counted, most frequent first."""
        order = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple(
            LeftOut(reason, count, self._first[reason]) for reason, count in order
        )

    def notes(self) -> tuple[str, ...]:
        """Return the remarks in the order in which they were made."""
        return tuple(self._notes)


@dataclass(frozen=True, slots=True)
class Reader:
    """One export format.

    Attributes:
        title: What the format is called in messages.
        sniff: How sure the reader is that the file is its own, 0 to 1.
        read: Yields what the file says; counts in the tally what it leaves out.
    """

    title: str
    sniff: Callable[[Source], float]
    read: Callable[[Source, Tally], Iterator[Observation]]


def refusal(
    source: Source,
    what: str,
    *,
    hint: str,
    row: int = 0,
    column: str = "",
    code: str = "",
) -> ExportError:
    """Return the error for a place in a file that cannot be read.

    Args:
        source: The file.
        what: What is wrong there, with the value.
        hint: What to do.
        row: Number of the row, as people count; 0 for the whole file.
        column: The column's label; empty for none.
        code: ``NO_PINS`` says that nothing in the file looks like pins with figures.
    """
    place = f"{source.name}, row {row}" if row else source.name
    named = f', column "{column}"' if column else ""
    return ExportError(f"{place}{named}: {what}", hint=hint, code=code)
