"""What README and guides tell people to type exists and runs."""

import ast
import re
import shlex
import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from scorer.cli import main

TOP = Path(__file__).parents[1]
PAGES = [TOP / "README.md", *sorted((TOP / "docs" / "guide").glob("*.md"))]
# Quick enough to be run over two flat pictures; the others are parsed only: they learn
# for minutes, or never end.
RUN = {"score", "check", "compare", "advise", "features", "explain", "report", "doctor"}
NO_FLAGS = {"--model"}  # needs a trained model


def commands():
    """Return (page, arguments) of what stands in a block, or in a line with more."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8").replace("\\\n", " ")
        lines = re.findall(r"^ *(scorer .+)$|`(scorer [a-z]+ .+?)`", text, re.MULTILINE)
        for line in (block or span for block, span in lines):
            if re.search(r"\S {2,}[^#\s]", line):  # what a command says to run next
                continue
            words = shlex.split(re.split(r" [|>] ", line)[0], comments=True)
            found.append((page.name, tuple(words[1:])))
    return [each for each in dict.fromkeys(found) if "…" not in " ".join(each[1])]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The folders and files that the guides speak of, made once."""
    desk = tmp_path_factory.mktemp("desk")
    for folder in (
        "drafts",
        "exports",
        "pins",
        "new",
        "account/pins",
        "account/exports",
        "fixtures/pins",
    ):
        (desk / folder).mkdir(parents=True)
    flat = Image.fromarray(np.full((90, 60, 3), 120, np.uint8))
    for name in ("a.png", "b.png", "c.png", "pin.png", "drafts/a.png", "drafts/b.png"):
        flat.save(desk / name)
    for name in ("drafts/pin.png", "fixtures/pins/cluttered.jpg"):
        flat.save(desk / name)
    (desk / "drafts" / "pins.csv").write_text("path,title\na.png,A title\n")
    shutil.copy(desk / "drafts" / "pins.csv", desk / "pins.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(desk)
        patch.setenv("SCORER_OCR_ENGINE", "none")
        invoke("check", "drafts/", "--write-baseline", "old.json")
        for name in ("run.jsonl", "monday.jsonl", "tuesday.jsonl"):
            invoke("score", "drafts/", "-o", name)
            assert Path(name).stat().st_size
    return desk


@pytest.fixture
def desk(prepared, tmp_path, monkeypatch):
    """A desk of the test's own."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCORER_OCR_ENGINE", "none")
    return tmp_path


def invoke(*arguments):
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(("page", "arguments"), commands(), ids=str)
def test_documented_command_is_understood(desk, page, arguments):
    group = main.make_context("scorer", list(arguments))
    name, command, rest = main.resolve_command(group, list(arguments))

    command.make_context(name, rest, parent=group)


RUNNABLE = [
    (page, arguments)
    for page, arguments in commands()
    if arguments[0] in RUN and not NO_FLAGS & set(arguments)
]


@pytest.mark.parametrize(("page", "arguments"), RUNNABLE, ids=str)
def test_documented_command_runs(desk, page, arguments):
    done = invoke(*arguments)

    assert done.exit_code in (0, 1), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    if "-o" in arguments:
        assert Path(arguments[arguments.index("-o") + 1]).stat().st_size


def test_there_are_such_commands():
    assert len(RUNNABLE) > 15


def blocks():
    text = (TOP / "docs" / "guide" / "python.md").read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_documented_python_runs(desk, capsys):
    pytest.importorskip("pandas", reason="pandas is not installed")
    names = {}
    for block in blocks():
        exec(compile(block, "python.md", "exec"), names)

    assert "drafts/a.png" in capsys.readouterr().out
    assert len(names["worst"]) == 3
    assert names["rates"].shape == (200,)
    assert (names["low"] < names["high"]).all()


# Places that exist once a command has run, or in a stranger's folder.
_MADE = {"sbom.cdx.json", "pickle.py"}


def named_places():
    """Yield (page, path) of each file or folder that a paper names."""
    pages = [*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md")]
    pages += [*(TOP / "models").rglob("*.md"), *(TOP / "fixtures").rglob("*.md")]
    for page in pages:
        # The one names what was, the others name files of their readers.
        if page.name == "CHANGELOG.md" or page.parent.name == "guide":
            continue
        text = page.read_text(encoding="utf-8")
        for path in re.findall(r"`([\w.-]+(?:/[\w.-]+)*\.py|[\w.-]+/[\w./-]*)`", text):
            yield page, path


def is_there(page, path):
    path = path.removeprefix("scorer/models/")  # where the wheel has them
    tops = (TOP, TOP / "models", TOP / "scorer", TOP / "benchmarks", page.parent)
    if any((top / path).exists() for top in tops) or Path(path).name in _MADE:
        return True
    return any((TOP / "scorer").rglob(path.rstrip("/")))


def foreign(source, text):
    """Return what a module imports that is private to another folder or module."""
    imports = [each for each in ast.walk(ast.parse(text)) if is_ours(each)]
    named = [f"{each.module}.{name.name}" for each in imports for name in each.names]
    return [each for each in named if private_to(each) not in (None, *source.parents)]


def is_ours(node):
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scorer")


def private_to(name):
    """Return the folder or module that holds the first name with an underscore."""
    parts = name.split(".")
    at = (number for number, part in enumerate(parts) if part.startswith("_"))
    return next((TOP.joinpath(*parts[:number]) for number in at), None)


def test_what_begins_with_an_underscore_stays_in_its_folder():
    """``docs/architecture.md`` says so."""
    sources = (TOP / "scorer").rglob("*.py")
    found = {str(each): foreign(each, each.read_text("utf-8")) for each in sources}

    assert {name: lines for name, lines in found.items() if lines} == {}
    other = "from scorer.web._intake import x\nfrom scorer.web import (\n  _intake,\n)"
    assert len(foreign(TOP / "scorer" / "cli" / "x.py", other)) == 2
    assert foreign(TOP / "scorer" / "web" / "x.py", other) == []


def test_files_and_folders_that_papers_name_exist():
    named = list(named_places())

    assert len(named) > 100
    assert [
        f"{page.relative_to(TOP)}: {path}"
        for page, path in named
        if not is_there(page, path)
    ] == []


_ITEM = re.compile(r"(?:[-*]|\d+\.) ")


def misread(text):
    """Lines that the site's Markdown reads otherwise than a repository's page does.

    It wants a blank line before a list and behind a list within one, and four blanks
    before what belongs to an item.
    """
    above, found, is_nested = "", [], False
    for line in re.sub(r"(?ms)^```.*?^```", "", text).splitlines():
        is_first = _ITEM.match(line) and re.match(r"[^#\s]", above)
        is_inside = re.match(r" {1,3}\S", line)
        if is_first and not _ITEM.match(above) and not above.startswith("<"):
            found.append(line)
        if is_inside and (not above.strip() or _ITEM.match(line.lstrip())):
            found.append(line)
        if is_nested and _ITEM.match(line):
            found.append(line)
        is_nested = bool(line) and (is_nested or bool(re.match(r" {4,}- ", line)))
        above = line if line.strip() or not above.startswith(" ") else ""
    return found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Read:\n- a\n- b\n", 1),
        ("Read:\n\n- a\n  goes on\n- b\n\n1. c\n\n    ```\n    d\n    ```\n", 0),
        ("1. a\n\n   b\n", 1),
        ("- a\n  - b\n", 1),
        ("- a\n    - b\n", 0),
        ("- a\n    - b\n- c\n", 1),
    ],
)
def test_what_the_site_reads_otherwise_is_found(text, count):
    assert len(misread(text)) == count


def test_lists_of_pages_are_lists_on_the_site():
    pages = [TOP / "CONTRIBUTING.md", TOP / "README.md", *TOP.glob("docs/**/*.md")]
    found = {page.name: misread(page.read_text(encoding="utf-8")) for page in pages}

    assert {name: lines for name, lines in found.items() if lines} == {}
