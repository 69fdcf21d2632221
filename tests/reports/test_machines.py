"""The formats that machines read."""

import csv
import io
import json
from dataclasses import replace

import pytest
from junitparser import JUnitXml

from scorer import reports
from scorer.core.guideline import Impact, Outcome
from scorer.core.report import Stop, StoredDocument
from scorer.core.storage.codec import from_json
from tests.reports import _make as make


def text(name, *given):
    return "".join(reports.render(make.document(*given), name))


def test_junit_is_read_back_with_the_same_counts():
    review = make.result("tinted-background", Outcome.REVIEW)
    passed = make.result("wide-image", Outcome.PASS)
    pin = make.report(results=(make.result(), review, passed))
    suites = JUnitXml.fromroot(
        JUnitXml.fromstring(text("junit", pin, make.unread()).encode())._elem
    )

    assert (suites.tests, suites.failures, suites.errors, suites.skipped) == (
        4,
        1,
        1,
        1,
    )


def test_junit_survives_what_xml_cannot_hold():
    nasty = "a\x00\x1b<&\"'\ud800.png"
    parsed = JUnitXml.fromstring(text("junit", make.report(nasty)).encode())

    assert next(iter(parsed)).name == "a\\x00\\x1b<&\"'\\ud800.png"


def test_sarif_names_rule_level_and_place():
    log = json.loads(text("sarif", make.report("my pin.png"), make.unread()))
    (run,) = log["runs"]
    (found,) = run["results"]
    place = found["locations"][0]["physicalLocation"]

    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == "small-text"
    assert (found["ruleId"], found["level"]) == ("small-text", "error")
    assert place["artifactLocation"]["uri"] == "my%20pin.png"
    assert place["region"]["startLine"] == 1
    assert run["invocations"][0]["toolExecutionNotifications"][0]["level"] == "error"


@pytest.mark.parametrize(
    ("impact", "level"),
    [
        (Impact.CRITICAL, "error"),
        (Impact.SERIOUS, "error"),
        (Impact.MODERATE, "warning"),
        (Impact.MINOR, "note"),
    ],
)
def test_sarif_level_follows_impact(impact, level):
    pin = make.report(results=(make.result(impact=impact),))
    found = json.loads(text("sarif", pin))["runs"][0]["results"][0]

    assert found["level"] == level


def test_a_rule_of_sarif_is_called_by_its_failure():
    pin = make.report(results=(make.result("missing-title", Outcome.REVIEW),))
    (rule,) = json.loads(text("sarif", pin))["runs"][0]["tool"]["driver"]["rules"]

    assert rule["shortDescription"]["text"] == "The pin has no title."


def test_sarif_review_is_no_failure():
    pin = make.report(results=(make.result(outcome=Outcome.REVIEW),))
    found = json.loads(text("sarif", pin))["runs"][0]["results"][0]

    assert (found["kind"], found["level"]) == ("review", "none")


def test_github_escapes_what_would_end_a_command():
    pin = make.report(
        "a,b:c.png", results=(make.result(findings=(make.finding("50 %\n::error::"),)),)
    )
    lines = text("github", pin).splitlines()

    assert lines == [
        "::error file=a%2Cb%3Ac.png,line=1,title=50 of 100%2C small-text"
        r"::50 %25\n::error:: → use larger letters"
    ]


def test_github_shows_the_worst_ten_of_each_level():
    pins = [make.report(f"{number}.png") for number in range(12)]
    lines = text("github", *pins).splitlines()

    assert sum(line.startswith("::error") for line in lines) == 10
    assert lines[-1] == "2 more pins: see the step summary"


def test_github_has_one_annotation_a_pin_the_worst_first():
    both = (make.result(), make.result("wide-image"))
    pins = [
        make.report("fair.png", value=70.0),
        make.report("good.png", results=(make.result(outcome=Outcome.PASS),)),
        make.report("poor.png", value=20.0, results=both),
        make.unread(),
    ]

    lines = text("github", *pins).splitlines()

    files = [line.partition("file=")[2].partition(",")[0] for line in lines]
    assert files == ["broken.png", "poor.png", "fair.png"]
    assert "title=20 of 100%2C small-text::" in lines[1]
    assert lines[1].endswith("(also: wide-image)")


def test_a_cell_of_markdown_holds_five_guidelines_each_once():
    findings = tuple(make.finding(f"line {n} is small") for n in range(3))
    results = [make.result(f"rule-{n}", findings=findings) for n in range(7)]
    results[0] = make.result("unsure", Outcome.REVIEW, findings=findings)
    out = text("markdown", make.report("a.png", results=tuple(results)))

    [cell] = [line for line in out.splitlines() if "a.png" in line]
    assert cell.count("<br>") == 5
    assert cell.count("line 0 is small") == 5
    assert cell.count("(and 2 more)") == 5
    assert cell.endswith("<br>and 2 more |")


def test_a_csv_keeps_apart_what_failed_and_what_nobody_can_tell():
    results = (
        make.result("small-text", findings=(make.finding("a"),)),
        make.result("broken-lettering", Outcome.REVIEW, findings=(make.finding("b"),)),
        make.result("missing-title", Outcome.REVIEW),
    )
    out = text("csv", make.report("a.png", results=results)).lstrip("\ufeff")
    [row] = csv.DictReader(io.StringIO(out))

    assert row["findings"] == "small-text"
    assert row["to_check"] == "broken-lettering missing-title"


def test_markdown_counts_as_the_terminal_does_and_names_the_rate_to_expect():
    score = replace(make.report().score, estimate=make.ESTIMATE)
    out = text(
        "markdown", make.report(score=score), make.report("b.png"), make.unread()
    )

    assert out.startswith("## 2 pins scored, average 50; 1 file could not be read\n")
    assert "| 50 | 1.3 % (0.9 to 1.9 %) | a.png |" in out
    assert "| 50 | – | b.png |" in out
    assert "rate" not in text("markdown", make.report())


def judged(name):
    """A good pin with a flaw, a poor one, one with a row that is refused: the gate."""
    flaw = make.result(impact=Impact.CRITICAL)
    blemish = make.result("tight-margin", impact=Impact.MINOR)
    pins = [
        make.report("good.png", value=80.0, results=(flaw,)),
        make.report("poor.png", value=39.6, results=(blemish,)),
        make.report("late.png", value=90.0, results=()),
        make.unread(),
    ]
    stopped = (
        (),
        (
            Stop("score 39.6 is below 67"),
            Stop("tight-margin (2 points): close", "tight-margin"),
        ),
        (Stop("row 3: too late"),),
        (),
    )
    document = replace(make.document(*pins), stopped=stopped)
    return "".join(reports.render(document, name))


def test_with_a_gate_errors_of_github_are_what_does_not_meet_it():
    levels = {
        line.partition("file=")[2].partition(",")[0]: line.partition(" ")[0]
        for line in judged("github").splitlines()
    }

    assert levels == {
        "broken.png": "::error",
        "poor.png": "::error",
        "good.png": "::warning",
        "late.png": "::error",
    }
    assert "::row 3: too late" in judged("github")
    assert "::score 39.6 is below 67; the line is 4.4 dp high" in judged("github")


def test_with_a_gate_failures_of_junit_are_what_does_not_meet_it():
    suites = {each.name: each for each in JUnitXml.fromstring(judged("junit").encode())}
    good, poor, late = (suites[f"{name}.png"] for name in ("good", "poor", "late"))

    assert (good.failures, good.tests) == (0, 2)
    assert "use larger letters" in next(c for c in good if c.name != "gate").system_out
    assert [case.name for case in poor if case.result] == ["gate", "tight-margin"]
    assert next(iter(late)).result[0].message == "row 3: too late"
    assert suites["broken.png"].errors == 1


def test_with_a_gate_sarif_has_no_error_on_what_meets_it():
    (run,) = json.loads(judged("sarif"))["runs"]

    assert [(each["ruleId"], each["level"]) for each in run["results"]] == [
        ("small-text", "warning"),
        ("tight-margin", "note"),
        ("gate", "error"),  # of the poor one
        ("gate", "error"),  # of the late one
    ]
    assert run["results"][2]["message"]["text"] == "Score 39.6 is below 67."
    rules = run["tool"]["driver"]["rules"]
    assert {rules[x["ruleIndex"]]["id"] == x["ruleId"] for x in run["results"]} == {1}


def test_what_reads_like_a_problem_of_a_guideline_is_a_bound_where_none_found_it():
    refused = Stop("small-text (a column) is in no sheet of Pinterest")
    document = replace(make.document(make.report("a.png")), stopped=((refused,),))

    assert "| a.png | small-text (a column)" in "".join(
        reports.render(document, "markdown")
    )


def test_with_a_gate_markdown_marks_what_meets_it():
    out = judged("markdown")

    assert out.startswith("## Gate met by 1 of 3 pins\n\n3 pins scored, average 70; 1")
    assert "| ✗ 39.6 | poor.png | score 39.6 is below 67<br>**tight-margin** " in out
    assert "| ✓ 80 | good.png |" in out
    assert "| – | broken.png |" in out


def test_markdown_shows_words_as_they_are():
    pin = make.report("a|<b>*.png")

    assert r"| a\|\<b\>\*.png |" in text("markdown", pin)


@pytest.mark.parametrize("name", reports.format_names())
def test_every_format_takes_nothing_and_the_unread(name):
    assert isinstance(text(name), str)
    assert io.StringIO(text(name, make.unread())).read()


def test_with_a_gate_each_format_says_what_stops_a_pin():
    stored = from_json(StoredDocument, judged("json"))
    lines = [json.loads(line) for line in judged("jsonl").splitlines()]
    rows = list(csv.DictReader(io.StringIO(judged("csv").removeprefix("\ufeff"))))
    page = judged("html")

    assert stored.stopped == tuple(
        tuple(Stop(**stop) for stop in each["stopped"]) for each in lines
    )
    assert [each["stopped"] for each in rows][2] == "row 3: too late"
    assert stored.stopped[1] == (
        Stop("score 39.6 is below 67"),
        Stop("tight-margin (2 points): close", "tight-margin"),
    )
    assert "stopped at the gate: score 39.6 is below 67<" in page
    assert "stopped at the gate: row 3: too late<" in page
    assert page.count("stopped at the gate") == 2


def test_gitlab_names_check_severity_place_and_why():
    pins = [make.report("./my pin.png"), make.report("b.png"), make.unread()]
    document = make.document(*pins)
    gated = replace(document, stopped=[(Stop("score 50 is below 67"),), (), ()])
    entries = json.loads("".join(reports.render(gated, "gitlab")))
    bare = json.loads("".join(reports.render(document, "gitlab")))

    told = [(x["location"]["path"], x["check_name"], x["severity"]) for x in entries]
    assert told == [
        ("my pin.png", "gate", "blocker"),
        ("my pin.png", "small-text", "major"),
        ("b.png", "small-text", "minor"),
        ("broken.png", "not-an-image", "critical"),
    ]
    assert entries[0]["description"] == "Score 50 is below 67."
    assert all(x["location"]["lines"] == {"begin": 1} for x in entries)
    assert len({x["fingerprint"] for x in entries}) == 4
    assert [x["severity"] for x in bare] == ["major", "major", "critical"]


def test_gitlab_s_file_is_known_by_its_name():
    assert reports.format_for("out/gl-code-quality-report.json") == "gitlab"
    assert reports.format_for("run.json") == "json"
