"""A diagnosis for the terminal, and as a page."""

from __future__ import annotations

from html import escape

from scorer.account.diagnosis.diagnose import Case, Diagnosis, Group
from scorer.account.diagnosis.group_differences import GroupDifference
from scorer.core.units import counted
from scorer.features import label, told

_SHOWN = 10
_DIFFERENCES = "what sets them apart"
_SIMULATED = "a simulated account: nothing here is real"
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;"
    "color:#222}.pins{display:flex;flex-wrap:wrap;gap:1rem}.pins figure{width:11rem;"
    "margin:0;font-size:.85rem}.pins img{width:100%;border-radius:.75rem}"
)


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
    return "\n".join(map(_plain, lines)) + "\n"


def _plain(line: str) -> str:
    """A line without control characters: titles come from outside."""
    return "".join(each if each.isprintable() else " " for each in line)


def as_page(found: Diagnosis) -> str:
    """Return a diagnosis as one self-contained HTML page with thumbnails."""
    simulated = f"<p><b>{_SIMULATED}</b></p>" if found.simulated else ""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Funnel of the account</title><style>{_STYLE}</style>"
        f"<h1>Funnel of the account</h1>{simulated}<p>{escape(_summary(found))}</p>"
        + "".join(_section(group) for group in found.groups)
        + "<h2>What was read</h2>"
        + _items(found.lines)
        + "</html>\n"
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
    both = told(
        found.feature, found.these, found.others, between=" in the median, the others "
    )
    return f"{label(found.feature)}: {both}"


def _section(group: Group) -> str:
    figures = "".join(
        f"<figure>{_image(case)}<figcaption><b>{escape(case.title or case.id)}</b>"
        f"<br>{escape(_figures(case))}<br><small>{escape(case.id)}</small>"
        "</figcaption></figure>"
        for case in group.cases[: 3 * _SHOWN]
    )
    return (
        f"<h2>{escape(group.name.capitalize())} ({len(group.cases)})</h2>"
        f'<p>{escape(group.fix)}</p><div class="pins">{figures}</div>'
        + (f"<h3>{_DIFFERENCES.capitalize()}</h3>" if group.differences else "")
        + _items(tuple(_difference(each) for each in group.differences))
    )


def _image(case: Case) -> str:
    if not case.thumbnail.startswith("data:image/"):
        return ""
    return f'<img alt="" src="{escape(case.thumbnail)}">'


def _items(lines: tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}" for line in lines) + "</ul>"
