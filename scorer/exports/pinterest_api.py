"""Answers of Pinterest's API v5, stored as JSON: pages of pins, analytics, top pins.

Names of counts differ by call: ``PIN_CLICK`` or ``pin_click``, ``OUTBOUND_CLICK`` or
``clickthrough``. Only figures that are marked READY are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from scorer.core.errors import ExportError
from scorer.core.tables import pin_ids
from scorer.core.tables.columns import Count
from scorer.exports import _cells, _dates
from scorer.exports._reader import (
    LIFETIME,
    NO_COUNTS,
    NO_PINS,
    Counts,
    Facts,
    Observation,
    Period,
    Reader,
    Tally,
    refusal,
)
from scorer.exports._records import LIST_HINT, mentions_figures
from scorer.exports._source import Json, Source
from scorer.exports._table import NOT_READY

_NAMES: Mapping[Count, tuple[str, ...]] = {
    Count.IMPRESSIONS: ("impression",),
    Count.PIN_CLICKS: ("pin_click",),
    Count.OUTBOUND_CLICKS: ("outbound_click", "clickthrough"),
    Count.SAVES: ("save",),
    Count.CLOSEUPS: ("closeup",),
}
_NAME_ID = re.compile(r"(?<!\d)\d{12,}(?!\d)")
_METRICS = frozenset(("lifetime_metrics", "summary_metrics", "daily_metrics"))
_AGAIN = "download the answer again"
_NO_METRICS = "no pin has figures: was it asked without pin_metrics=true?"


def _sniff(source: Source) -> float:
    """Sure of the API's own shapes; less sure of JSON than a reader of flat records."""
    if not source.is_json:
        return 0.0
    return 0.7 if _is_answer(source.json) else 0.5


def _is_answer(document: Json) -> bool:
    """Whether figures stand where the API puts them."""
    if isinstance(document, list):
        return bool(document) and _is_answer(document[0])
    if not isinstance(document, dict):
        return False
    for name, holder in (("items", "pin_metrics"), ("pins", "metrics")):
        if isinstance(document.get(name), list):
            return any(
                isinstance(item, dict) and isinstance(item.get(holder), dict)
                for item in document[name]
            )
    return (
        ("id" in document and "pin_metrics" in document)
        or _is_analytics(_by_part(document))
        or _are_bulk(document)
    )


def _read(source: Source, tally: Tally) -> Iterator[Observation]:
    yield from _document(source, source.json, tally)


def _document(source: Source, document: Json, tally: Tally) -> Iterator[Observation]:
    if isinstance(document, list):
        for part in document:
            yield from _document(source, part, tally)
    elif isinstance(document, dict):
        yield from _answer(source, document, tally)
    else:
        raise _unknown(source)


def _answer(
    source: Source, answer: Mapping[str, Json], tally: Tally
) -> Iterator[Observation]:
    """What one of the API's answers says, known by its keys."""
    if isinstance(answer.get("note"), str):
        # Not the API's: whoever stored the answer remarks on it.
        tally.note(f"{source.name}: {answer['note'][:200]}")
    tally.simulated = tally.simulated or answer.get("simulated") is True
    if isinstance(answer.get("items"), list):
        return _page(source, answer["items"], tally)
    if isinstance(answer.get("pins"), list):
        return _top_pins(source, answer, tally)
    if "id" in answer:
        return _page(source, [answer], tally)
    if _are_bulk(answer):
        return _bulk(source, answer, tally)
    if _is_analytics(parts := _by_part(answer)):
        return _one_pin(source, parts, tally)
    raise _unknown(source, answer.get("message") if "code" in answer else None)


def _bulk(
    source: Source, answer: Mapping[str, Json], tally: Tally
) -> Iterator[Observation]:
    for identity, part in answer.items():
        yield from _analytics(source, identity, _by_part(part), tally)


def _unknown(source: Source, error: Json = None) -> ExportError:
    if error is not None:
        return refusal(
            source,
            f'an error answer of the API: "{str(error)[:120]}"',
            hint="ask the API again, then store its answer",
        )
    return refusal(
        source,
        "JSON that is none of the API's answers with figures of pins",
        hint="store /pins?pin_metrics=true, /pins/{id}/analytics or "
        f"/user_account/analytics/top_pins; {LIST_HINT}",
        code="" if mentions_figures(source.json) else NO_PINS,
    )


def _by_part(answer: Mapping[str, Json]) -> Mapping[str, Json]:
    """Analytics by part of the figures; all of them where the answer has no parts."""
    return {"all": answer} if answer.keys() & _METRICS else answer


def _is_analytics(document: Mapping[str, Json]) -> bool:
    return bool(document) and all(
        isinstance(part, dict) and bool(part.keys() & _METRICS)
        for part in document.values()
    )


def _are_bulk(answer: Mapping[str, Json]) -> bool:
    return bool(answer) and all(
        key.isdigit() and isinstance(value, dict) and _is_analytics(_by_part(value))
        for key, value in answer.items()
    )


def _page(source: Source, items: Sequence[Json], tally: Tally) -> Iterator[Observation]:
    given = [item for item in items if isinstance(item, dict)]
    if given and not any(item.get("pin_metrics") for item in given):
        tally.note(f"{source.name}: {_NO_METRICS}")
    for number, item in enumerate(items, start=1):
        where = f"{source.name}, pin {number}"
        identity = _identity(source, item, "id", number)
        figures = _figures(source, item.get("pin_metrics"), where)
        lifetime = figures.get("lifetime_metrics") or figures.get("all_time")
        counts = _counts(source, lifetime or figures.get("90d") or {}, where)
        yield Observation(
            identity,
            counts,
            LIFETIME if lifetime or not figures else _ninety_days(),
            _facts(source, item, where),
            where,
        )


def _ninety_days() -> Period:
    """A window whose days the answer does not name: a day that nothing can match."""
    return Period(None, datetime.max.replace(tzinfo=UTC).date())


def _facts(source: Source, item: Mapping[str, Json], where: str) -> Facts:
    media = item.get("media")
    kind = media.get("media_type") if isinstance(media, dict) else ""
    try:
        created_at = _dates.when(str(item.get("created_at") or ""))
    except ValueError as cause:
        raise refusal(source, f"{where}: created_at {cause}", hint=_AGAIN) from cause
    return Facts(
        title=_text(item, "title"),
        description=_text(item, "description"),
        link=_text(item, "link"),
        board=_text(item, "board_name") or _text(item, "board_id"),
        created_at=created_at,
        media_type=str(kind or ""),
        promoted=item.get("has_been_promoted") is True,
    )


def _text(item: Mapping[str, Json], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _counts(source: Source, figures: Json, where: str) -> Counts:
    """Counts by the names of any of the calls.

    Raises:
        ExportError: If one is no whole number, or below zero.
    """
    named = _figures(source, figures, where)
    small = {key.casefold(): value for key, value in named.items()}
    return Counts(**{each.value: _count(source, small, each, where) for each in Count})


def _figures(source: Source, value: Json, where: str) -> Mapping[str, Json]:
    """What the answer says by name, nothing where it is silent."""
    if value and not isinstance(value, dict):
        raise refusal(source, f"{where} has no figures", hint=_AGAIN)
    return value or {}


def _identity(source: Source, item: Json, key: str, number: int) -> str:
    """Pin id of an item of a list."""
    value = item.get(key) if isinstance(item, dict) else None
    if not value or not isinstance(value, str | int | float):
        raise refusal(source, f"pin {number} has no {key}", hint=_AGAIN)
    try:
        return pin_ids.pin_id(str(value))
    except ValueError as cause:
        raise refusal(source, f"pin {number}: {cause}", hint=_AGAIN) from cause


def _count(
    source: Source, figures: Mapping[str, Json], metric: Count, where: str
) -> int | None:
    name = next((name for name in _NAMES[metric] if name in figures), None)
    if name is None or figures[name] is None:
        return None
    try:
        return _cells.count(str(figures[name]))
    except ValueError as cause:
        raise refusal(
            source, f"{where}, {name.upper()}: {cause}", hint=_AGAIN
        ) from cause


def _top_pins(
    source: Source, document: Mapping[str, Json], tally: Tally
) -> Iterator[Observation]:
    end = _last_day(source, document)
    for number, item in enumerate(document["pins"], start=1):
        where = f"{source.name}, pin {number}"
        identity = _identity(source, item, "pin_id", number)
        figures = dict(_figures(source, item.get("metrics"), where))
        for name, status in _figures(source, item.get("data_status"), where).items():
            if status != "READY" and figures.pop(name, None) is not None:
                tally.leave_out(NOT_READY, f"{where}, {name}")
        counts = _counts(source, figures, where)
        yield Observation(
            identity,
            counts,
            Period(None, end) if end else _ninety_days(),
            where=where,
        )


def _last_day(source: Source, document: Mapping[str, Json]) -> date | None:
    key = "latest_available_timestamp"
    said = _figures(source, document.get("date_availability"), "date_availability")
    try:
        return _dates.day_of(str(said.get(key) or ""))
    except ValueError as cause:
        raise refusal(source, f"{key}: {cause}", hint=_AGAIN) from cause


def _one_pin(
    source: Source, document: Mapping[str, Json], tally: Tally
) -> Iterator[Observation]:
    """Analytics of one pin; which one only the file's name can say."""
    names = {
        name
        for part in document.values()
        for kind in ("summary_metrics", "lifetime_metrics")
        for name in _figures(source, part.get(kind), "the answer")
    }
    if "ENGAGEMENT" in names or "CLOSEUP" in names:
        raise _of_account(source)
    found = _NAME_ID.search(source.path.stem)
    if not found and "user_account" in source.path.stem.casefold():
        raise _of_account(source)
    if not found:
        raise refusal(
            source,
            "the answer does not say which pin it is about",
            hint="name the file after the pin: <pin id>.json",
        )
    yield from _analytics(source, found[0], document, tally)


def _of_account(source: Source) -> ExportError:
    return refusal(
        source,
        "figures of the whole account, not of single pins",
        hint="store /pins?pin_metrics=true or /pins/{id}/analytics",
        code=NO_PINS,
    )


def _analytics(
    source: Source, identity: str, answer: Mapping[str, Json], tally: Tally
) -> Iterator[Observation]:
    part = answer.get("all") or answer.get("ALL")
    if not isinstance(part, dict):
        raise refusal(
            source,
            f'figures split by {", ".join(answer)[:60]}, without "all"',
            hint="ask without split_field",
        )
    lifetime = _counts(
        source, part.get("lifetime_metrics") or {}, f"{source.name}, {identity}"
    )
    if lifetime.impressions is not None:
        yield Observation(identity, lifetime, where=f"{source.name}, {identity}")
    where = f"{source.name}, pin {identity}"
    days = part.get("daily_metrics") or []
    if not isinstance(days, list):
        raise refusal(source, f"{where} has no days", hint=_AGAIN)
    if not days and (lifetime == NO_COUNTS or part.get("summary_metrics")):
        counts = _counts(source, part.get("summary_metrics") or {}, where)
        yield Observation(identity, counts, _ninety_days(), where=where)
    for day in days:
        yield from _day(source, identity, day, tally)


def _day(
    source: Source, identity: str, day: Json, tally: Tally
) -> Iterator[Observation]:
    where = f"{source.name}, pin {identity}"
    try:
        when = _dates.day_of(str(day["date"]))
        status = day.get("data_status", "READY")
    except (TypeError, KeyError, ValueError, AttributeError) as cause:
        raise refusal(source, f"{where}: a day without a date", hint=_AGAIN) from cause
    if status != "READY":
        tally.leave_out(NOT_READY, f"{where}, {when}, {status}")
        return
    counts = _counts(source, day.get("metrics") or {}, f"{where}, {when}")
    yield Observation(identity, counts, Period(when, when), where=f"{where}, {when}")


READER = Reader(title="API v5 answer", sniff=_sniff, read=_read)
