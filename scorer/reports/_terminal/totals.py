"""What a run comes to: how many pins are how good, and what is wrong with most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from scorer.core.display.wrapping import padded, wrapped
from scorer.core.report import Report
from scorer.core.units import counted
from scorer.reports._format import counts
from scorer.reports._ranking import most_common, problems
from scorer.reports._terminal.marks import color
from scorer.scoring.bands import BANDS, band
from scorer.scoring.partial import reasons

_PROBLEMS = 5
_STAR = "* partial: "
_NEXT = "Next  "
# Below a long list: so few problems and reasons, and ranges one after another.
_FEW_PROBLEMS, _FEW_REASONS = 3, 2


def totals(
    reports: Sequence[Report],
    steps: Sequence[tuple[str, str]],
    width: int,
    *,
    is_short: bool = False,
) -> Iterator[Text]:
    """Yield the lines of the summary.

    Args:
        reports: Of the run.
        steps: Commands to run next, each with what it is for.
        width: Cells of a line.
        is_short: Whether it is to take few lines, below many pins.
    """
    scores = [
        each.score.guidelines
        for each in reports
        if each.score and each.score.guidelines is not None
    ]
    yield Text(counts(reports), "bold")
    if len(scores) > 1:
        yield from _bands_in_rows(scores, width) if is_short else _bands(scores)
        yield from common_problems(reports, width, is_short=is_short)
    for words in _partial(reports, _FEW_REASONS if is_short else None):
        for line in wrapped(words, width):
            yield Text(line)
    yield from _next(steps, width)


def common_problems(
    reports: Sequence[Report], width: int, *, is_short: bool = False
) -> Iterator[Text]:
    """Yield the problems that most pins have, with how many have each."""
    found: Counter[tuple[str, str]] = Counter(
        (each.id, each.title) for report in reports for each in problems(report)
    )
    if not found:
        return
    head = "Most common" if is_short else ""
    if not is_short:
        yield Text("Most common problems", "bold")
    most = _FEW_PROBLEMS if is_short else _PROBLEMS
    for (name, title), count in most_common(found)[:most]:
        lead = f"{count:4}  "
        for line in wrapped(f"{title} ({name})", width - len(head) - len(lead), 0):
            yield Text.assemble((head, "bold"), lead + line)
            head, lead = " " * len(head), " " * len(lead)


def _bands(scores: Sequence[float]) -> Iterator[Text]:
    found = Counter(band(score) for score in scores)
    name = max(len(each.name) for each in BANDS)
    meaning = max(len(each.meaning) for each in BANDS)
    for each in BANDS:
        if found[each]:
            yield Text.assemble(
                f"{found[each]:4}  ",
                (padded(each.name, name), color(each.low)),
                f"  {padded(each.meaning, meaning)}".rstrip(),
            )


def _bands_in_rows(scores: Sequence[float], width: int) -> Iterator[Text]:
    """Yield the ranges one after another, as many in a line as it has room for."""
    found = Counter(band(score) for score in scores)
    line = Text(" ")
    for each in BANDS:
        if not found[each]:
            continue
        name = f"{each.low:g}+" if each.low else each.name
        said = Text.assemble(
            f" {found[each]} {each.meaning} (", (name, color(each.low)), ")"
        )
        if len(line) > 1 and len(line) + 1 + len(said) > width:
            yield line.append(",")
            line = Text(" ")
        elif len(line) > 1:
            line.append(",")
        line.append_text(said)
    yield line


def _partial(reports: Iterable[Report], most: int | None) -> Iterator[str]:
    """Yield why some scores are partial, each reason once, the commonest first."""
    found: Counter[str] = Counter()
    for report in reports:
        parts: dict[str, list[str]] = {}
        for part, why in reasons(report).items():
            parts.setdefault(why, []).append(part)
        found.update(f"{' and '.join(x)} not judged: {why}" for why, x in parts.items())
    for words, count in most_common(found)[:most]:
        yield f"{_STAR}{words} ({counted(count, 'pin')})"
    if most is not None and len(found) > most:
        yield f"{_STAR}{counted(len(found) - most, 'other reason')}: --verbose has them"


def _next(steps: Sequence[tuple[str, str]], width: int) -> Iterator[Text]:
    if not steps:
        return
    longest = max(len(command) for command, _ in steps)
    lead = _NEXT
    for command, why in steps:
        beside = f"  {why}"
        is_wide = len(lead) + longest + len(beside) > width
        shown = command if is_wide else padded(command, longest)
        yield Text.assemble((lead, "bold"), (shown, "cyan"), "" if is_wide else beside)
        lead = " " * len(_NEXT)
