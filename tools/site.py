"""The documentation as a site: pages laid out, examples scored, built and checked.

    python -m tools.site            writes build/site
    python -m tools.site --no-examples

Guideline pages get a failing and a passing pin each, scored now: the drawn pins of
``fixtures/pins``, and some of them made worse where none fails. Broken links end the
build, and so does a page that would ask another computer for something.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from pydantic import TypeAdapter

from scorer.batch import Job, run
from scorer.core.guideline import Outcome
from scorer.core.pin import Pin
from scorer.core.report import Report
from scorer.core.settings import Settings
from scorer.core.units import Box
from scorer.mcp.drawn import annotated
from scorer.pins import find
from scorer.text.line.text_line import TextLine
from scorer.vision.thumbnail import picture_bytes
from tests.support.degradations import NAMED, OWN, Scene

TOP = Path(__file__).parents[1]
PAGES = TOP / "build" / "site-pages"
SITE = TOP / "build" / "site"
PICTURES = "docs/examples"
_LAID_OUT = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "docs")
_MORE = ("models/*/card.md", "fixtures/**/*.md", "benchmarks/*.md")
_GOOD = ("good-coffee.jpg", "good-before-after.jpg")
_MADE_WORSE = (
    "blurred",
    "JPEG quality 6",
    "noise",
    "contrast to a third",
    "shrunk into a void",
    "tiled",
    "second headline over the first",
    "subject covered",
    "letterboxed",
)
_LINES: TypeAdapter[tuple[TextLine, ...]] = TypeAdapter(tuple[TextLine, ...])
# What a browser loads by itself; a link that a person follows is none.
_LOADED = re.compile(
    r"""<(?:script|img|link|iframe|source|video|audio)\b[^>]*?\b(?:src|href)=["']?"""
    r"""((?:https?:)?//[^"'\s>]+)"""
)


@dataclass(frozen=True, slots=True)
class Example:
    """A pin that fails a guideline, or passes it."""

    report: Report
    what: str


def lay_out() -> None:
    """Put the papers where they link to each other as in the repository."""
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir(parents=True)
    for name in _LAID_OUT:
        source = TOP / name
        if source.is_dir():
            left_out = shutil.ignore_patterns("*.py", "__pycache__")
            shutil.copytree(source, PAGES / name, ignore=left_out)
        else:
            shutil.copy(source, PAGES / name)
    for pattern in _MORE:
        for source in TOP.glob(pattern):
            target = PAGES / source.relative_to(TOP)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    for page in PAGES.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text("".join(_linked(text, page)), encoding="utf-8")


def _linked(text: str, page: Path) -> Iterator[str]:
    """Yield a page whose links to folders lead to the page in it, or are words."""
    end = 0
    for link in re.finditer(r"\[([^\]]*)\]\(([^)#\s]+/)\)", text):
        yield text[end : link.start()]
        words, folder = link.groups()
        inside = (page.parent / folder / "README.md").is_file()
        yield f"[{words}]({folder}README.md)" if inside else words
        end = link.end()
    yield text[end:]


def examples() -> Mapping[str, tuple[Example | None, Example | None]]:
    """Return a failing and a passing pin of each guideline, the clearest ones."""
    settings = Settings(cache=False)
    job = Job(settings, picture_bytes(1))
    found = [Example(each, "") for each in run(find([TOP / "fixtures/pins"]), job)]
    folder = PAGES / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    worse = dict(_worse([each.report for each in found], folder))
    found += [
        Example(report, what)
        for report, what in zip(run(list(worse.values()), job), worse, strict=True)
    ]
    names = [result.id for result in found[0].report.results]
    return {name: _clearest(name, found) for name in names}


def _worse(reports: Iterable[Report], folder: Path) -> Iterator[tuple[str, Pin]]:
    for report in reports:
        path = Path(report.path)
        if path.name not in _GOOD[:1]:
            continue
        scene = _scene(report)
        for name in _MADE_WORSE:
            pixels = {**NAMED, **OWN}[name](scene)
            if pixels is not None:
                made = folder / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.png"
                Image.fromarray(pixels).save(made)
                yield name, Pin(made, title=report.pin.title)


def _scene(report: Report) -> Scene:
    with Image.open(report.path) as picture:
        pixels = np.array(picture.convert("RGB"))
    lines = _LINES.validate_python(report.evidence.get("text_lines") or ())
    box = report.evidence.get("focal_box")
    return Scene(pixels, lines, Box(*box) if box else None)  # type: ignore[misc] # of four


def _clearest(
    name: str, found: Iterable[Example]
) -> tuple[Example | None, Example | None]:
    costs: list[tuple[float, Example]] = []
    passing: Example | None = None
    for each in found:
        [result] = [x for x in each.report.results if x.id == name]
        if result.outcome is Outcome.FAIL:
            costs.append((result.cost, each))
        good = Path(each.report.path).name in _GOOD
        if result.outcome is Outcome.PASS and (passing is None or good):
            passing = each
    failing = max(costs, key=lambda each: each[0])[1] if costs else None
    return failing, passing


def show(pairs: Mapping[str, tuple[Example | None, Example | None]]) -> None:
    """Write the examples' pictures, and name them on the guidelines' pages."""
    folder = PAGES / PICTURES
    for name, (failing, passing) in pairs.items():
        page = PAGES / "docs" / "guidelines" / f"{name}.md"
        cells = [
            f"![{words}](../examples/{name}-{kind}.webp){{ width=320 }}\n\n{words}\n"
            for kind, example in (("fails", failing), ("passes", passing))
            if example and (words := _saved(example, name, kind, folder))
        ]
        if cells:
            text = page.read_text(encoding="utf-8").rstrip()
            shown = "\n".join(cells)
            page.write_text(f"{text}\n\n## Examples\n{shown}", encoding="utf-8")
    for each in folder.glob("*.png"):
        each.unlink()


def _saved(example: Example, name: str, kind: str, folder: Path) -> str:
    """Save a picture with what this guideline found, and return its caption."""
    report = example.report
    [result] = [each for each in report.results if each.id == name]
    shown = Report(
        **{
            **{field: getattr(report, field) for field in report.__slots__},
            "results": (result,),
        }
    )
    png = annotated(shown)
    if png is None:
        return ""
    target = folder / f"{name}-{kind}.png"
    target.write_bytes(png)
    with Image.open(target) as picture:
        picture.thumbnail((480, 960))
        picture.save(target.with_suffix(".webp"), quality=70)
    made = f"made worse: {example.what}; " if example.what else ""
    title = f"title “{report.pin.title}”; " if report.pin.title else ""
    if kind == "passes":
        return (
            f"**Passes.** {title}score {report.score.guidelines:.0f}"
            if report.score
            else ""
        )
    said = result.findings[0].message if result.findings else result.reason
    return f"**Fails.** {made}{title}{said}"


def build() -> None:
    """Build the pages; a broken link ends it."""
    shutil.rmtree(SITE, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=TOP,
        check=False,
    )
    if done.returncode:
        sys.exit("the site has broken links, or cannot be built")


def check() -> None:
    """End where a page would ask another computer for something."""
    foreign = sorted(
        f"{page.relative_to(SITE)}: {address}"
        for page in SITE.rglob("*.html")
        for address in _LOADED.findall(page.read_text(encoding="utf-8"))
    )
    if foreign:
        sys.exit("pages that ask other computers:\n" + "\n".join(foreign[:20]))
    pages = len(list(SITE.rglob("*.html")))
    print(f"{SITE}: {pages} pages, no broken link, nothing asked of other computers")


def main() -> None:
    """Lay out, score the examples, build and check."""
    lay_out()
    if "--no-examples" not in sys.argv:
        show(examples())
    build()
    check()


if __name__ == "__main__":
    main()
