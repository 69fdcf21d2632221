"""The reports of the pins that the page names, as a page of their own beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from scorer.account.data.gather import AccountData, Request
from scorer.account.estimate import with_estimate
from scorer.account.insights.record import Insights
from scorer.batch import Job, run
from scorer.clickrate.model.model import Model
from scorer.core.installation import versions
from scorer.core.pin import Pin
from scorer.core.report import Document
from scorer.core.settings import Settings
from scorer.reports import render, worst_first
from scorer.vision.thumbnail import SMALL

PAGE = "pins.html"
_CASES = 6


def pin_reports(
    found: Insights, model: Model, data: AccountData, request: Request, own: Settings
) -> tuple[dict[str, int], str]:
    """Return the place of each pin on a page of reports, and the page.

    Both are empty where no picture was measured now: of numbers from a table there is
    no report. What was measured for the training is found in the cache.

    Args:
        found: What the account's history says; names the pins.
        model: Gives the estimates.
        data: The pins and their pictures.
        request: Of the training.
        own: Settings of the run.
    """
    pins = list(_pins(_named(found), data))
    job = Job(own, picture_bytes=SMALL)
    made = [with_estimate(each, model) for each in run(pins, job, jobs=request.jobs)]
    # A page of reports begins with the worst.
    reports = worst_first(made)
    places = {report.pin.id: place for place, report in enumerate(reports, start=1)}
    if not reports:
        return {}, ""
    return places, "".join(render(Document(reports, versions()), "html"))


def _named(found: Insights) -> Iterable[str]:
    """Return the pins of the lists and of the pairs, each once."""
    groups = found.funnel.groups if found.funnel else ()
    listed = (case.id for group in groups for case in group.cases[:_CASES])
    paired = (pin for pair in found.pairs for pin in (pair.winner, pair.loser))
    return dict.fromkeys((*listed, *paired))


def _pins(named: Iterable[str], data: AccountData) -> Iterable[Pin]:
    stats = {pin.id: pin for pin in data.stats}
    for pin in named:
        row = data.rows.get(pin)
        if pin in stats and row is not None and row.thumbnail:
            words = stats[pin]
            yield Pin(
                row.picture.path,
                id=pin,
                title=words.title,
                description=words.description,
                link=words.link,
                board=words.board,
            )


def addresses(places: Mapping[str, int], page: Path, seen_from: Path) -> dict[str, str]:
    """Return where each pin's report is, as a page in a folder links to it.

    Args:
        places: Of the pins on the page of reports.
        page: The page of reports; without it there are no addresses.
        seen_from: Folder of the page that links.
    """
    if not page.is_file():
        return {}
    try:
        path = quote(Path(os.path.relpath(page, seen_from)).as_posix())
    except ValueError:  # on another drive
        path = page.resolve().as_uri()
    return links(places, path)


def links(places: Mapping[str, int], page: str = PAGE) -> dict[str, str]:
    """Return the links to pins' reports, of which a page holds each at its place."""
    return {pin: f"{page}#pin-{place}" for pin, place in places.items()}
