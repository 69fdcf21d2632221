"""The table for people."""

from dataclasses import replace

from scorer.core.guideline import Outcome
from scorer.core.report import Document, Failure, Report
from scorer.reports import render
from tests.reports._make import report
from tests.reports._make import result as make_result


def shown(*reports):
    return "".join(render(Document(reports), "terminal"))


def with_findings(number):
    made = report()
    failed = next(each for each in made.results if each.findings)
    many = replace(failed, findings=failed.findings[:1] * number)
    return replace(made, results=(many,))


def test_three_findings_of_a_guideline_are_told_and_the_rest_counted():
    text = shown(with_findings(5))

    assert text.count("✗") == 4
    assert "and 2 more like these" in text


def test_no_line_ends_in_blanks_and_the_last_one_ends():
    text = shown(report(), Report("a.png", failure=Failure("x", "cannot be read")))

    assert text.endswith("1 file could not be read\n")
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_guidelines_left_to_a_person_for_one_reason_share_a_line():
    unsure = [
        make_result(name, Outcome.REVIEW) for name in ("small-text", "tall-image")
    ]
    text = shown(replace(report(), results=tuple(unsure)))

    assert "small-text, tall-image a person should look" in text
    assert text.count("?") == 1


def test_what_every_pin_is_told_stands_once_at_the_end():
    unsure = (make_result("missing-title", Outcome.REVIEW),)
    pins = [replace(report(), path=name, results=unsure) for name in ("a", "b")]
    text = shown(*pins, Report("c", failure=Failure("x", "cannot be read")))

    assert text.count("missing-title") == 1
    assert text.index("in every pin") < text.index("missing-title")


def test_a_verdict_of_other_reason_stays_with_its_pin():
    first = make_result("missing-title", Outcome.REVIEW)
    pins = [
        replace(report(), results=(each,))
        for each in (first, replace(first, reason="another one"))
    ]

    assert "in every pin" not in shown(*pins)
