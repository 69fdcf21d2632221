"""A diagnosis for the terminal, and as a page."""

from __future__ import annotations

from markupsafe import Markup

from scorer.account.data.small_pictures import smaller
from scorer.account.diagnosis.groups import Diagnosis
from scorer.account.diagnosis.view import (
    case_figures,
    case_verdict,
    difference_lines,
    funnel_view,
    group_advice,
    summary,
)
from scorer.account.plots.gallery import Gallery
from scorer.core.display.printable import printable
from scorer.reports import account_page

_SHOWN, _PICTURES = 10, 120
SIMULATED = "A simulated account: nothing here is real."


def as_text(found: Diagnosis, *, shown: int = _SHOWN) -> str:
    """Return a diagnosis for the terminal.

    Args:
        found: The diagnosis.
        shown: Pins to name in each group.
    """
    lines = [*found.lines, "", f"{summary(found)}."]
    if found.simulated:
        lines.insert(0, SIMULATED)
    for group in found.groups:
        lines += [
            "",
            f"{group.name.upper()} ({len(group.cases)}): {group_advice(group)}.",
        ]
        for case in group.cases[:shown]:
            lines += [
                f"  {f'{case.id} {case.title}'.strip()}",
                f"    {case_figures(case)}: {case_verdict(group.name, case)}",
            ]
        if len(group.cases) > shown:
            lines.append(f"  and {len(group.cases) - shown} more")
        differences = difference_lines(group)
        if differences:
            lines.append("  What sets them apart, in the middle of each group:")
        lines += [f"    {each}" for each in differences]
    return "\n".join(map(printable, lines)) + "\n"


def as_page(found: Diagnosis) -> str:
    """Return a diagnosis as one self-contained HTML page with pictures."""
    cases = [case for group in found.groups for case in group.cases]
    thumbnails = {case.id: case.thumbnail for case in cases[:_PICTURES]}
    gallery = Gallery(smaller(thumbnails))
    funnel = funnel_view(found, gallery)
    return account_page(
        "funnel",
        simulated=SIMULATED if found.simulated else "",
        funnel=funnel,
        lines=found.lines,
        pictures=Markup(gallery.style()),  # noqa: S704 - Base64 and names of ours
    )
