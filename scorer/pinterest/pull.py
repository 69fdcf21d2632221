"""An account's pins into a folder that ``scorer train`` reads.

::

    OUT/exports/pins.json       figures, words, dates and boards
    OUT/exports/analytics.json  figures by day, of pins that came without any
    OUT/pins/<pin id>.jpg       pictures
    OUT/pins/pins.csv           their words
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from scorer.core.errors import OutputError, PinterestError
from scorer.core.settings import Settings
from scorer.core.storage.files import write_bytes
from scorer.pinterest import files, pictures
from scorer.pinterest.answers import Analytics, Board, Boards, Pin, Pins
from scorer.pinterest.client import Client, GoneError
from scorer.pinterest.journal import (
    BoardPage,
    Figures,
    Journal,
    NoPicture,
    PinPage,
)

_PAGE = 250  # the most that the API gives at once
_MOST_PAGES = 4_000
_DAYS_BACK = 89  # the API's 90, today included
_METRICS = "IMPRESSION,PIN_CLICK,OUTBOUND_CLICK,SAVE"

P = TypeVar("P", Boards, Pins)
Progress = Callable[[Sequence[Pin], str], Iterable[Pin]]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pins are wanted.

    Args:
        since: The first day of publishing; None for all.
        boards: Names of boards, in any case; empty for all.
    """

    since: date | None = None
    boards: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What a run brought.

    Attributes:
        pins: Pins in the folder now.
        kept: Those among them that an earlier run brought and this choice leaves out.
        pictures: New ones.
        had: Pins whose picture was there.
        requests: How often Pinterest was asked.
        left_out: Pins that were not taken, by reason.
    """

    pins: int = 0
    kept: int = 0
    pictures: int = 0
    had: int = 0
    requests: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def pull(
    client: Client,
    out: Path,
    settings: Settings,
    choice: Choice,
    progress: Progress,
    *,
    dry_run: bool = False,
) -> Outcome:
    """Fetch what is new, and write the lists anew.

    Stopped at any moment, it goes on where it was when it is called again: what was
    answered is in a journal, and pictures are written whole. What an earlier run
    brought stays, with figures of today, also where it is not chosen now: one board
    after the other fills one folder.

    Args:
        client: Asks Pinterest.
        out: The folder; made if missing.
        settings: Bound the pictures, as at scoring.
        choice: Which pins.
        progress: Goes through pins, and shows how far it is.
        dry_run: Ask for the lists only, and write nothing.

    Raises:
        PinterestError: Pinterest refuses, or cannot be reached.
        OutputError: The folder cannot be written, or holds a list that was not pulled.
    """
    files.check_replaceable(out)
    journal = Nothing() if dry_run else _journal(out)
    boards = {each.id: each.name for each in _boards(client, journal)}
    outcome = Outcome()
    _check_boards(choice, boards)
    listed = _distinct(_pins(client, journal))
    wanted = {
        pin.id for pin in listed if _is_wanted(pin, choice, boards, outcome.left_out)
    }
    before = set() if dry_run else files.pulled(out)
    pins = [pin for pin in listed if pin.id in wanted or pin.id in before]
    outcome.pins, outcome.kept = len(pins), len(pins) - len(wanted)
    there: dict[str, str] = {} if dry_run else pictures.there(out / "pins")
    outcome.had = sum(pin.id in there for pin in pins)
    if not dry_run:
        missing = [pin for pin in pins if not _has_figures(pin)]
        figures = _figures(client, journal, missing, progress)
        _fetch(client, journal, pins, there, out / "pins", settings, progress)
        outcome.pictures = sum(pin.id in there for pin in pins) - outcome.had
        for line in journal.lines:
            if isinstance(line, NoPicture):
                outcome.left_out[line.why] += 1
        files.write(out, pins, boards, figures, there)
        journal.forget()
    outcome.requests = client.requests
    return outcome


class Nothing:
    """The journal of a run that writes nothing."""

    def __init__(self) -> None:
        self.lines: list[object] = []

    def add(self, line: object) -> None:
        """Remember a line until the run ends."""
        self.lines.append(line)

    def forget(self) -> None:
        """Nothing was written."""


def _journal(out: Path) -> Journal:
    for folder in (out, out / "pins", out / "exports"):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as cause:
            raise OutputError(
                f"{folder} cannot be made: {cause.strerror}",
                hint="choose another folder with -o",
            ) from cause
    return Journal(out)


def _boards(client: Client, journal: Journal | Nothing) -> Iterator[Board]:
    pages = [line for line in journal.lines if isinstance(line, BoardPage)]
    for page in pages:
        yield from page.boards
    begin = pages[-1].bookmark if pages else ""
    for answer, mark in _pages(client, "/boards", {}, Boards, begin):
        journal.add(BoardPage(boards=answer.items, bookmark=mark))
        yield from answer.items


def _pins(client: Client, journal: Journal | Nothing) -> Iterator[Pin]:
    pages = [line for line in journal.lines if isinstance(line, PinPage)]
    for page in pages:
        yield from page.pins
    begin = pages[-1].bookmark if pages else ""
    with_metrics = {"pin_metrics": "true"}
    for answer, mark in _pages(client, "/pins", with_metrics, Pins, begin):
        journal.add(PinPage(pins=answer.items, bookmark=mark))
        yield from answer.items


def _pages(
    client: Client, path: str, query: Mapping[str, str], kind: type[P], mark: str | None
) -> Iterator[tuple[P, str | None]]:
    """Yield the pages of a list from a mark on, each with where the next begins."""
    for _ in range(_MOST_PAGES):
        if mark is None:
            return
        bookmark = {"bookmark": mark} if mark else {}
        answer = client.ask(path, {"page_size": _PAGE, **query, **bookmark}, kind)
        mark = _next(mark, answer.bookmark, path)
        yield answer, mark


def _next(mark: str, found: str | None, path: str) -> str | None:
    """Return where the next page begins, None at the end.

    Raises:
        PinterestError: The list leads back to where it was.
    """
    if found and found == mark:
        raise PinterestError(
            f"{path}: the list of pages leads back to the same page",
            hint="try again later",
            code="changed-api",
        )
    return found or None


def _distinct(pins: Iterable[Pin]) -> list[Pin]:
    """Return pins each once: a list that grows while it is read says some twice."""
    return list({pin.id: pin for pin in pins}.values())


def _check_boards(choice: Choice, boards: Mapping[str, str]) -> None:
    known = {name.casefold() for name in boards.values()}
    unknown = [name for name in choice.boards if name.casefold() not in known]
    if unknown:
        raise PinterestError(
            f"the account has no board {unknown[0]!r}",
            hint=f"it has: {', '.join(sorted(boards.values())[:20]) or 'none'}",
            code="no-board",
        )


def _is_wanted(
    pin: Pin, choice: Choice, boards: Mapping[str, str], left_out: Counter[str]
) -> bool:
    if choice.boards:
        wanted = {name.casefold() for name in choice.boards}
        if boards.get(pin.board_id or "", "").casefold() not in wanted:
            return False
    if choice.since is not None and not _is_since(pin, choice.since):
        return False
    kind = pin.media.media_type if pin.media else ""
    if kind not in ("image", ""):
        left_out[f"{kind.replace('_', ' ')} pin, which is not scored"] += 1
        return False
    return True


def _is_since(pin: Pin, since: date) -> bool:
    """Return whether a pin was published by then; one without a date may have been."""
    try:
        when = datetime.fromisoformat(_iso(pin.created_at or ""))
    except ValueError:
        return True
    return when.astimezone(UTC).date() >= since if when.tzinfo else when.date() >= since


def _iso(text: str) -> str:
    # The API's own example writes the hour zero with a minus, which Python refuses.
    return text.replace("-00:00", "+00:00")


def _has_figures(pin: Pin) -> bool:
    return any((pin.pin_metrics or {}).values())


def _figures(
    client: Client,
    journal: Journal | Nothing,
    pins: Sequence[Pin],
    progress: Progress,
) -> dict[str, Analytics]:
    """Return daily figures of pins whose list says none."""
    lines = {line.id: line for line in journal.lines if isinstance(line, Figures)}
    for pin in progress([pin for pin in pins if pin.id not in lines], "figures"):
        today = datetime.now(UTC).date()
        query = {
            "start_date": str(today - timedelta(days=_DAYS_BACK)),
            "end_date": str(today),
            "metric_types": _METRICS,
        }
        try:
            answer = client.ask(f"/pins/{pin.id}/analytics", query, Analytics)
            lines[pin.id] = Figures(id=pin.id, answer=answer)
        except GoneError:
            lines[pin.id] = Figures(id=pin.id, answer=None)
        journal.add(lines[pin.id])
    wanted = {pin.id for pin in pins}
    return {
        line.id: line.answer
        for line in lines.values()
        if line.answer is not None and line.id in wanted
    }


def _fetch(
    client: Client,
    journal: Journal | Nothing,
    pins: Sequence[Pin],
    there: dict[str, str],
    folder: Path,
    settings: Settings,
    progress: Progress,
) -> None:
    """Fetch pictures that are missing; ``there`` grows by them."""
    known = {line.id for line in journal.lines if isinstance(line, NoPicture)}
    todo = [pin for pin in pins if pin.id not in there and pin.id not in known]
    for pin in progress(todo, "pictures"):
        try:
            data, ending = pictures.fetched(client, pin, settings)
        except pictures.NoPictureError as cause:
            journal.add(NoPicture(id=pin.id, why=cause.why))
        else:
            write_bytes(folder / f"{pin.id}{ending}", data)
            there[pin.id] = f"{pin.id}{ending}"
