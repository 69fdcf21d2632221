"""The guideline misspelled-word."""

import pytest

from scorer.core.guideline import Outcome
from scorer.core.units import Box
from tests.support.guideline_features import judged, line, overlay, together
from tests.support.word_features import measured

RIGHT = "How to be calm at home"
WRONG = "Tips for balanciing your day"


def said(*lines, title=""):
    words = measured(title=title, is_worded=bool(title))
    return judged("misspelled-word", together(overlay(*lines), words))


def test_words_that_are_right_pass():
    assert said(line(RIGHT), title="Calm evenings at home").outcome is Outcome.PASS


def test_the_word_is_named_with_the_right_one_where_it_stands():
    where = Box(1, 2, 3, 4)
    verdict = said(line(RIGHT), line(WRONG, confidence=0.99, box=where))

    assert verdict.outcome is Outcome.FAIL
    [finding] = verdict.findings
    assert finding.region == where
    assert finding.advice == (
        "write “balancing” in place of “balanciing” on the pin, unless it is a name"
    )


def test_a_title_is_typed_and_so_is_sure():
    verdict = said(title=WRONG)

    assert verdict.outcome is Outcome.FAIL
    assert verdict.findings[0].message == "“balanciing” in the title looks misspelled"
    assert verdict.findings[0].region is None


@pytest.mark.parametrize(
    "doubtful",
    [
        line(WRONG, confidence=0.9),  # it may be read wrongly
        line("Gifts for all your freinds", confidence=1.0),  # many write it so
    ],
)
def test_what_is_not_sure_is_left_for_a_look(doubtful):
    verdict = said(doubtful)

    assert verdict.outcome is Outcome.REVIEW
    assert verdict.findings


@pytest.mark.parametrize("fields", [{"is_clipped": True}, {"kind": "brand"}])
def test_cut_lines_and_names_are_not_looked_up(fields):
    assert said(line(RIGHT), line(WRONG, **fields)).outcome is Outcome.PASS


def test_other_languages_are_not_looked_up():
    assert said(line("Tipps für balanciing im Alltag")).outcome is Outcome.PASS


def test_what_pin_and_title_write_alike_is_a_name():
    assert said(line(WRONG), title="Balanciing your day").outcome is Outcome.PASS


def test_a_pin_without_words():
    assert said().outcome is Outcome.NOT_APPLICABLE


def test_a_pin_that_was_not_read_is_left_for_a_look():
    unread = together(overlay(unread="no engine"), measured())

    assert judged("misspelled-word", unread).outcome is Outcome.REVIEW
