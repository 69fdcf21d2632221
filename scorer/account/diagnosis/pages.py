"""A diagnosis for the terminal, and as a page."""

from __future__ import annotations

from scorer.account.diagnosis.diagnose import Case, Diagnosis, Group
from scorer.account.diagnosis.group_differences import GroupDifference
from scorer.core.printable import printable
from scorer.core.units import counted
from scorer.features import format_values, label
from scorer.reports import account_page

_SHOWN = 10
_DIFFERENCES = "what sets them apart"
_SIMULATED = "a simulated account: nothing here is real"


def as_text(found: Diagnosis, *, shown: int = _SHOWN) -> str:
    """Return a diagnosis for the terminal.

    Args:
        found: The diagnosis.
        shown: Pins to name in each group.
    """
    lines = [*found.lines, "", _summary(found)]
    if found.simulated:
        lines.insert(0, _SIMULATED)
    for group in found.groups:
        lines += ["", f"{group.name.upper()} ({len(group.cases)}): {group.fix}"]
        lines += [f"  {_case(case)}" for case in group.cases[:shown]]
        if len(group.cases) > shown:
            lines.append(f"  and {len(group.cases) - shown} more")
        if group.differences:
            lines.append(f"  {_DIFFERENCES}:")
        lines += [f"    {_difference(each)}" for each in group.differences]
    return "\n".join(map(printable, lines)) + "\n"


def as_page(found: Diagnosis) -> str:
    """Return a diagnosis as one self-contained HTML page with thumbnails."""
    return account_page(
        "funnel",
        simulated=_SIMULATED if found.simulated else "",
        summary=_summary(found),
        groups=[_shown(group) for group in found.groups],
        differences=_DIFFERENCES.capitalize(),
        lines=found.lines,
    )


def _summary(found: Diagnosis) -> str:
    low, middle, high = (100 * rate for rate in found.pin_click_rates)
    text = (
        f"{counted(found.pins, 'pin')}; pin clicks per impression {middle:.2f} % in "
        f"the median, half of the pins between {low:.2f} and {high:.2f} %"
    )
    if found.outbound_rates is None:
        return text + "; outbound clicks are not known"
    share = 100 * found.outbound_rates[1]
    return f"{text}; {share:.0f} % of pin clicks become outbound clicks"


def _case(case: Case) -> str:
    return f"{_name(case)}: {_figures(case)}"


def _name(case: Case) -> str:
    return f"{case.id} {case.title}".strip()


def _figures(case: Case) -> str:
    outbound = (
        ""
        if case.outbound_clicks is None
        else f", {case.outbound_clicks:,} outbound clicks"
    )
    lost = (
        f", about {case.lost_clicks:.0f} clicks lost" if case.lost_clicks >= 1 else ""
    )
    return (
        f"{case.impressions:,} impressions, {case.pin_clicks:,} pin clicks"
        f"{outbound} (probability {case.probability:.2f}{lost})"
    )


def _difference(found: GroupDifference) -> str:
    both = format_values(
        found.feature,
        found.these,
        found.others,
        separator=" in the median, the others ",
    )
    return f"{label(found.feature)}: {both}"


def _shown(group: Group) -> dict[str, object]:
    """Return what the page shows of a group."""
    return {
        "name": group.name.capitalize(),
        "count": len(group.cases),
        "fix": group.fix,
        "differences": [_difference(each) for each in group.differences],
        "cases": [
            {
                "id": case.id,
                "title": case.title,
                "figures": _figures(case),
                "thumbnail": case.thumbnail,
            }
            for case in group.cases[: 3 * _SHOWN]
        ],
    }
