"""The account's pictures measured as at scoring time, or its words alone."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from scorer.account.data.feature_table import FeatureRow
from scorer.account.data.known_numbers import known_numbers
from scorer.account.data.pictures import Joined, Looker, Picture, join
from scorer.account.data.similarity import Look, look
from scorer.batch import Job, run
from scorer.core.errors import InputError, SettingsError
from scorer.core.pin import Creative, Pin
from scorer.core.report import Report
from scorer.core.settings import Settings
from scorer.exports import PinStats
from scorer.features import families
from scorer.opening import open_image
from scorer.pins import find
from scorer.pins.place import check_place
from scorer.vision.perceptual_hash import perceptual_hash
from scorer.vision.thumbnail import SMALL

# Families that read the pin's words only, so that no picture is needed.
WORD_FAMILIES = frozenset(("title",))


def pictures_of(
    stats: Sequence[PinStats], folders: Sequence[Path], settings: Settings
) -> tuple[list[Pin], Joined]:
    """Return the pins that have a picture in folders, with their words, and the join.

    Args:
        stats: The account's pins.
        folders: Searched for pictures; manifests in them give ids and words.
        settings: What bounds the pictures that are opened to be compared.
    """
    found = {pin.path: pin for pin in find(folders)}
    pictures = [Picture(pin.path, pin.id, pin.title) for pin in found.values()]
    problems = tuple(dict.fromkeys(pin.unworded for pin in found.values()))
    joined = replace(
        join(stats, pictures, _looker(found, settings)),
        problems=tuple(filter(None, problems)),
    )
    pins = [
        _with_words(found[joined.pictures[each.id].path], each)
        for each in stats
        if each.id in joined.pictures
    ]
    return pins, joined


def _looker(found: Mapping[Path, Pin], settings: Settings) -> Looker:
    """Return what opens a picture to compare it; each once."""

    @cache
    def look_at(path: Path) -> Look | None:
        try:
            check_place(found[path])
            opened = open_image(path, settings)
        except InputError:  # told where it is measured
            return None
        file = opened.file
        return look(opened.pixels, file.width_px, file.height_px)

    return look_at


def _with_words(pin: Pin, stats: PinStats) -> Pin:
    """The pin's words; what the export says counts where the manifest is silent."""
    return replace(
        pin,
        id=stats.id,
        title=pin.title or stats.title,
        unworded="" if stats.title else pin.unworded,
        description=pin.description or stats.description,
        link=pin.link or stats.link,
        board=pin.board or stats.board,
    )


def measure(
    pins: Sequence[Pin], settings: Settings, *, jobs: int = 1
) -> Iterator[FeatureRow | Report]:
    """Yield what is measured of each pin; a failed report where it cannot be read.

    Args:
        pins: In the order of the answers.
        settings: Of measuring.
        jobs: How many processes measure.
    """
    names = [name for family in families().values() for name in family.measures()]
    job = Job(settings, picture_bytes=SMALL)
    for pin, report in zip(pins, run(pins, job, jobs=jobs), strict=True):
        if report.failure is not None:
            yield report
        else:
            yield _feature_row(pin, report, names)


def _feature_row(pin: Pin, report: Report, names: Sequence[str]) -> FeatureRow:
    numbers = known_numbers(report)
    return FeatureRow(
        Picture(pin.path, pin.id),
        {name: numbers.get(name) for name in names},
        report.score.guidelines if report.score else None,
        report.sha256,
        _perceptual_hash(report.thumbnail),
        report.thumbnail,
    )


def _perceptual_hash(thumbnail: str) -> int | None:
    """Perceptual hash of a report's small picture: the same from any size."""
    if not thumbnail:
        return None
    from PIL import Image

    content = base64.b64decode(thumbnail.partition(",")[2])
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as image:
        return perceptual_hash(np.asarray(image.convert("RGB")))


def measure_words(
    stats: Sequence[PinStats], chosen: Sequence[str], settings: Settings
) -> list[FeatureRow]:
    """Return what can be measured of pins without their pictures.

    Args:
        stats: The pins; their words are read.
        chosen: Names of families that read words only.
        settings: Settings of the run.

    Raises:
        SettingsError: If a family needs a picture.
    """
    needs_picture = sorted(set(chosen) - WORD_FAMILIES)
    if needs_picture or not chosen:
        raise SettingsError(
            f"pictures are needed for {', '.join(needs_picture) or 'all but words'}",
            hint="give them with --pins DIR, or their numbers with --features FILE",
        )
    return [_words_only(each, chosen, settings) for each in stats]


def _words_only(
    stats: PinStats, chosen: Sequence[str], settings: Settings
) -> FeatureRow:
    pin = _with_words(Pin(Path(stats.path or "")), stats)
    blank = Creative(pin, np.full((1, 1, 3), 255, np.uint8), settings)
    values: dict[str, float | None] = {}
    for name in chosen:
        family = families()[name]
        record = family.extract(blank)
        for full in family.measures():
            number = getattr(record, full.partition(".")[2])
            values[full] = None if number is None else float(number)
    return FeatureRow(Picture(pin.path, stats.id), values)


def only_families(
    rows: Mapping[str, FeatureRow], chosen: Sequence[str]
) -> dict[str, FeatureRow]:
    """Return the same rows with the numbers of some families only.

    Raises:
        SettingsError: If a family has no number in any row.
    """
    if not chosen:
        return dict(rows)
    there = {name.partition(".")[0] for row in rows.values() for name in row.values}
    unknown = sorted(set(chosen) - there)
    if unknown:
        raise SettingsError(
            f"no numbers of {', '.join(unknown)}",
            hint="families there are: " + ", ".join(sorted(there)),
        )
    keep = tuple(f"{name}." for name in chosen)
    return {
        key: replace(
            row, values={n: v for n, v in row.values.items() if n.startswith(keep)}
        )
        for key, row in rows.items()
    }
