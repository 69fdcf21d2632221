"""Names, titles and words from outside, through every format."""

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from scorer import reports
from scorer.core.report import Failure, Stop
from scorer.reports.csv import safe
from tests.reports import _make as make

CORPUS = (
    "<script>alert(1)</script>",
    "</script><script>fetch('https://x.example')</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "javascript:alert(1)",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</template><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "{{ 7*7 }}{% raw %}",
    "${alert(1)}",
    '=HYPERLINK("https://x.example")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "a;=1+1",
    "\t=1+1",
    "::error::injected",
    "##[error]pwn",
    "  ::error::indented",
    "a\n::set-output name=x::y",
    "%0A::error::x",
    "]]><x/>",
    "\x1b[2J\x1b]0;owned\x07",
    "\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31m",
    "\u202egnp.exe",
    "\u2066bidi\u2069",
    "a\r\nb",
    "\x00\x08\x0c",
    "&lt;script&gt;",
    "\ufffe\uffff",
    "x" * 20_000,
)
TEXT_FORMATS = [name for name in reports.format_names() if "json" not in name]


def hostile(text):
    """A document in which every text from outside is this one."""
    failure = Failure("not-an-image", f"{text} is not an image", "export it again")
    scored = make.report(
        path=f"drafts/{text}",
        title=text,
        results=[make.result(findings=[make.finding(message=f"reads {text}")])],
        notices=(text,),
        evidence={"text_lines": [{"text": text, "box": [1, 2, 30, 40]}]},
    )
    unread = make.report(path=text, title=text, results=[], failure=failure)
    return replace(
        make.document(scored, unread),
        stopped=((Stop(text), Stop(f"a {text}", text)), ()),
    )


def rendered(text, name):
    return "".join(reports.render(hostile(text), name))


@pytest.mark.parametrize("name", TEXT_FORMATS)
@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_no_control_or_bidi_character_of_others_comes_out(name, text):
    ours = rendered("plain", name)
    out = rendered(text, name)

    steering = "\x00\x07\x08\x0b\x0c\x9b\u202e\u2066\u2069"
    assert not set(out) & (set(steering) - set(ours))
    assert "\x1b]" not in out
    assert "\x1b[2J" not in out


class Elements(HTMLParser):
    """Counts elements and collects attributes that could run or fetch."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags = {}
        self.risky = []

    def handle_starttag(self, tag, attrs):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        for name, value in attrs:
            is_link = name in ("src", "href", "action", "srcset", "xlink:href")
            is_outside = is_link and not (value or "").startswith(("#", "data:"))
            if name.startswith("on") or name == "autofocus" or is_outside:
                self.risky.append((tag, name, value))


def elements(text):
    parser = Elements()
    parser.feed(rendered(text, "html"))
    return parser


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_html_has_the_same_elements_whatever_the_words(text):
    plain, seen = elements("plain"), elements(text)

    assert seen.tags == plain.tags
    assert seen.risky == plain.risky == []


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_no_cell_of_a_csv_is_a_formula(text):
    for delimiter in ",;\t":
        table = csv.reader(
            io.StringIO(rendered(text, "csv").lstrip("\ufeff")), delimiter=delimiter
        )
        for row in table:
            for cell in row:
                assert not cell.lstrip(' "').startswith(("=", "+", "-", "@")), cell


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_json_keeps_the_words_exactly(text):
    document = json.loads(rendered(text, "json"))

    assert document["reports"][0]["pin"]["title"] == text


@pytest.mark.parametrize("name", reports.format_names())
@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_no_line_is_a_command_of_a_github_run(name, text):
    """As actions/runner reads the log: `::` where a line begins, `##[` anywhere."""
    commands = {"::error", "::warning", "::notice"} if name == "github" else set()
    for line in rendered(text, name).splitlines():
        assert "##[" not in line
        assert not line.lstrip().startswith("::") or line.split()[0] in commands


def stored(text):
    """A report that was mailed: its ids and keys are whatever its sender wrote."""
    return make.document(
        make.report(
            results=[make.result(name=text, findings=[make.finding()])],
            evidence={text: [{"text": "a", "box": [1, 2, 30, 40]}]},
        )
    )


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_markdown_has_the_same_cells_and_no_tags_whatever_the_ids(text):
    out = "".join(reports.render(stored(text), "markdown"))

    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
    assert not re.search(r"(?<!\\)<(?!br>)", out)


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
def test_html_has_the_same_elements_whatever_the_ids(text):
    parsers = [Elements(), Elements()]
    for parser, words in zip(parsers, ("plain", text), strict=True):
        parser.feed("".join(reports.render(stored(words), "html")))

    assert parsers[0].tags == parsers[1].tags
    assert parsers[1].risky == []


def test_numbers_stay_numbers():
    assert safe(-5.0) == "-5.0"
    assert safe("-5") == "'-5"
    assert safe("10 ideas - cozy") == "10 ideas - cozy"
    assert safe(None) == ""
