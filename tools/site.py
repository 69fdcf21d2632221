"""The documentation as a site: pages laid out, examples scored, built and checked.

    python -m tools.site            writes build/site
    python -m tools.site --no-examples

Guideline pages get a failing and a passing pin each, scored now: the drawn pins of
``fixtures/pins``, some of them made worse where none fails, and for what is read under
a pin a photo with words. Broken links end the build, and so does a page that would ask
another computer for something.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
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
from tools.drawn_examples import save

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
# Title and description that fail a guideline on words, and those that pass them all.
_COFFEE = (
    "Coffee at home, with beans, milk and a jar. Save it for a slow coffee morning."
)
_WORDED = {
    "good words": (
        "7 Easy Coffee Recipes You Can Make at Home in 10 Minutes",
        "Seven coffee recipes with milk, ice and syrup, each in ten minutes. Save this "
        "pin for your next slow morning.",
    ),
    "long-title": (
        "Easy Iced Coffee Recipes to Make at Home in Ten Minutes with Things That You "
        "Already Have in Your Kitchen Today",
        "",
    ),
    "missing-title": ("", _COFFEE),
    "vague-title": ("Some Ideas for You", ""),
    "shouting": ("BEST COFFEE EVER!!! YOU NEED THIS NOW", ""),
    "misspelled-word": ("7 Easy Coffee Drinks for Beginers", ""),
    "off-platform-wording": ("7 Easy Coffee Drinks, Link in Bio", ""),
    "no-benefit": ("Coffee Cup on a Table", ""),
    "no-curiosity": ("Coffee Cup on a Table", ""),
    "late-keyword": (
        "The One Thing That Everyone Should Know Before Making Coffee",
        _COFFEE,
    ),
    "unrelated-title": ("Small Garden Shed Plans for Beginners", _COFFEE),
    "long-description": ("7 Easy Iced Coffee Recipes", 30 * "Iced coffee at home. "),
    "hashtag-heavy": (
        "7 Easy Iced Coffee Recipes",
        "Iced coffee. #coffee #icedcoffee #recipe #coffeetime #latte #brunch #morning "
        "#kitchen #diy #home #barista #beans",
    ),
    "missing-call-to-action": (
        "7 Easy Iced Coffee Recipes",
        "Iced coffee at home with milk, syrup and a jar.",
    ),
}
_PHOTO = TOP / "fixtures" / "photos" / "coffee.jpg"
_DESCRIPTION_CHARS = 160
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
    drawn = save(folder)
    pins = [Pin(path, title=title) for path, title in drawn.values()]
    own = {
        name: [Example(report, "")]
        for name, report in zip(drawn, run(pins, job), strict=True)
    }
    names = [result.id for result in found[0].report.results]
    pairs = {name: _clearest(name, found + own.get(name, [])) for name in names}
    return pairs | _worded(folder, job)


def _worded(folder: Path, job: Job) -> dict[str, tuple[Example | None, Example | None]]:
    """Return a photo with words that fail, and with words that pass, of each guideline.

    Raises:
        ValueError: Words that should fail a guideline meet it, or the other way round.
    """
    path = folder / "photo.png"
    with Image.open(_PHOTO) as photo:
        side = min(photo.width, round(photo.height / 1.5))
        left = (photo.width - side) // 2
        photo.crop((left, 0, left + side, photo.height)).save(path)
    pins = [
        Pin(path, title=title, description=description, is_worded=True)
        for title, description in _WORDED.values()
    ]
    reports = dict(zip(_WORDED, run(pins, job), strict=True))
    good = Example(reports.pop("good words"), "")
    found: dict[str, tuple[Example | None, Example | None]] = {}
    for name, report in reports.items():
        pair = _clearest(name, [Example(report, ""), good])
        if None in pair:
            raise ValueError(f"the words for {name} do not show what it is about")
        found[name] = pair
    return found


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
        if len(cells) < 2:
            print(f"{name}: no pin fails it, or none passes it, for an example")
        if cells:
            text = page.read_text(encoding="utf-8").rstrip()
            shown = "\n".join(cells)
            page.write_text(f"{text}\n\n## Examples\n{shown}", encoding="utf-8")
    for each in folder.iterdir():
        if each.suffix != ".webp":
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
    pixels = annotated(shown)
    if pixels is None:
        return ""
    picture = Image.fromarray(pixels)
    picture.thumbnail((480, 960))
    if name in _WORDED:
        picture = _with_words(picture.convert("RGB"), report)
    picture.save(folder / f"{name}-{kind}.webp", quality=70)
    made = f"made worse: {example.what}; " if example.what else ""
    title = f"title “{report.pin.title}”; " if report.pin.title else ""
    if kind == "passes":
        if name in _WORDED:
            return f"**Passes.** {title}".rstrip("; ")
        return (
            f"**Passes.** {title}score {report.score.guidelines:.0f}"
            if report.score
            else ""
        )
    said = result.findings[0].message if result.findings else result.reason
    return f"**Fails.** {made}{title}{said}"


def _with_words(picture: Image.Image, report: Report) -> Image.Image:
    """Return a pin with its title and description under it, as a feed shows them."""
    title = report.pin.title or "(no title)"
    text = report.pin.description
    if len(text) > _DESCRIPTION_CHARS:
        text = f"{text[:_DESCRIPTION_CHARS].rstrip()} … ({len(text)} characters)"
    rows = [
        (row, size, color)
        for words, size, color in ((title, 24, "#111111"), (text, 18, "#555555"))
        for row in textwrap.wrap(words, int(1.85 * picture.width / size))
    ]
    height = 20 + sum(round(1.35 * size) for _, size, _ in rows)
    sheet = Image.new("RGB", (picture.width, picture.height + height), "white")
    sheet.paste(picture)
    draw, top = ImageDraw.Draw(sheet), picture.height + 10
    for row, size, color in rows:
        font = ImageFont.load_default(size)
        draw.text((4, top), row, fill=color, font=font)
        top += round(1.35 * size)
    return sheet


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
