"""The guideline small-text, around its limits."""

import pytest

from scorer.core.guideline import Outcome
from scorer.core.units import Box
from tests.support.guideline_features import (
    SENTENCE,
    judged,
    line,
    overlay,
)


@pytest.mark.parametrize(
    ("height", "outcome"),
    [
        (36.0, Outcome.FAIL),
        (37.0, Outcome.REVIEW),  # within 5 % of 7.7 dp: so much the measure errs
        (38.4, Outcome.REVIEW),
        (38.5, Outcome.PASS),
        (39.0, Outcome.PASS),
    ],
)
def test_small_headline_limit(height, outcome):
    features = overlay(line(SENTENCE, cap_height_px=height))

    assert judged("small-text", features).outcome is outcome


@pytest.mark.parametrize(
    ("height", "advice"),
    [
        (19.25, f"make “{SENTENCE}” 2.0× larger: capitals 38 px"),
        (36.0, f"make “{SENTENCE}” 7 % larger: capitals 38 px"),
    ],
)
def test_small_text_names_the_words_and_how_much_larger(height, advice):
    verdict = judged("small-text", overlay(line(SENTENCE, cap_height_px=height)))

    assert verdict.findings[0].code == "below-minimum"
    assert verdict.findings[0].advice == advice


def test_lines_of_unlike_size_are_made_as_high_as_the_limit():
    small = line(SENTENCE, cap_height_px=19.25)
    larger = line(SENTENCE, cap_height_px=30.0)
    verdict = judged("small-text", overlay(larger, small))

    assert "up to 2.0× larger: capitals 38 px" in verdict.findings[0].advice


@pytest.mark.parametrize(
    ("cap_dp", "score"), [(8.0, 1.0), (5.85, 0.5), (4.2, 0.0), (2.0, 0.0)]
)
def test_a_headline_is_lost_by_and_by(cap_dp, score):
    features = overlay(line(SENTENCE, cap_height_px=cap_dp / 0.2))
    verdict = judged("small-text", features)

    assert verdict.score == pytest.approx(score, abs=0.02)


def fine_print(words, cap_dp=3.0, **fields):
    return line("word " * words, cap_height_px=cap_dp / 0.2, kind="body", **fields)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [(12, Outcome.PASS), (13, Outcome.FAIL), (52, Outcome.FAIL)],
)
def test_a_dozen_words_of_fine_print_pass(words, outcome):
    verdict = judged("small-text", overlay(line(), fine_print(words, 2.5)))

    assert verdict.outcome is outcome


def test_more_fine_print_costs_more_and_a_page_of_it_all():
    scores = [
        judged("small-text", overlay(line(), fine_print(words, 2.5))).score
        for words in (12, 20, 32, 52, 90)
    ]

    assert scores == pytest.approx([1, 0.8, 0.5, 0, 0])


def test_a_page_is_to_be_cut_not_enlarged():
    lines = [line(), *(fine_print(6, box=Box(0, 9 * n, 9, 9)) for n in range(10))]
    (finding,) = judged("small-text", overlay(*lines)).findings

    assert finding.code == "fine-print"
    assert "10 lines with 60 words are too small" in finding.message
    assert finding.advice.startswith("cut the text from 62 words to about 12")
    assert finding.region == Box(0, 0, 9, 90)


def test_a_headline_that_finds_no_room_is_to_be_cut():
    paragraph = [
        line("word " * 12, cap_height_px=20.0, box=Box(50, 40 * n, 900, 24))
        for n in range(10)
    ]
    (finding, *_) = judged("small-text", overlay(*paragraph)).findings

    # 38.5 px: lines of 6 words, as high as 7 of them
    assert finding.advice.endswith("to about 49 words, capitals 38 px high")


def test_a_line_of_fine_print_is_to_be_enlarged():
    features = overlay(line(), fine_print(16, 2.5))
    (finding,) = judged("small-text", features).findings

    assert "capitals 25 px" in finding.advice  # 5 dp
    assert "“word word" in finding.advice
