"""The guideline visual-clutter, around its limits."""

import pytest

from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.features.clutter import Clutter
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines import guideline
from tests.support.guideline_features import codes_of, features, judged, line, overlay


def busy(clutter, small_lines):
    """A pin with that much clutter and so many lines of 2 dp."""
    record = features(Clutter, clutter=clutter)[Clutter]
    text = overlay(*[line(cap_height_px=10.0)] * small_lines, line())
    return Features({Clutter: record, TextOverlay: text[TextOverlay]})


@pytest.mark.parametrize(
    ("given", "outcome", "score", "codes"),
    [
        # A busy photo of one thing, and a long list on a plain ground.
        (busy(95.0, 2), Outcome.PASS, 1.0, ()),
        (busy(40.0, 30), Outcome.PASS, 1.0, ()),
        (busy(52.0, 12), Outcome.REVIEW, None, ("cluttered",)),
        (busy(62.5, 20), Outcome.FAIL, 0.5, ("cluttered",)),
        (busy(80.0, 20), Outcome.FAIL, 0.0, ("cluttered",)),
    ],
)
def test_outcome(given, outcome, score, codes):
    found = judged("visual-clutter", given)

    assert found.outcome is outcome
    assert found.score == pytest.approx(score, abs=0.01)
    assert codes_of(found) == codes


@pytest.mark.parametrize(
    ("role", "words", "advice"),
    [
        ("overlay", "one two three four", "cut the text from"),
        ("scene", "Calories", "take a calmer photo"),
        ("unsure", "Calories", "leave out what is too small to read"),
    ],
)
def test_clutter_of_words_is_cut_and_that_of_things_is_taken_away(role, words, advice):
    small = [line(words, cap_height_px=10.0, role=role)] * 12
    body = line("word " * 40, kind="body")
    record = features(Clutter, clutter=70.0)[Clutter]
    text = overlay(*small, line(), body)[TextOverlay]
    target = guideline("visual-clutter")
    (finding,) = target.check(
        Features({Clutter: record, TextOverlay: text}), target.limits
    ).findings

    assert finding.advice.startswith(advice)


def test_scraps_that_were_read_as_a_letter_are_no_lines():
    small = [line("D", cap_height_px=10.0, role="scene")] * 12
    record = features(Clutter, clutter=70.0)[Clutter]
    text = overlay(*small, line())[TextOverlay]
    target = guideline("visual-clutter")
    found = target.check(Features({Clutter: record, TextOverlay: text}), target.limits)

    assert found.outcome is Outcome.PASS


def test_small_print_of_the_pins_own_is_named():
    small = [line("Easy lentil soup", cap_height_px=10.0, kind="body")] * 12
    record = features(Clutter, clutter=70.0)[Clutter]
    text = overlay(*small, line())[TextOverlay]
    target = guideline("visual-clutter")
    given = Features({Clutter: record, TextOverlay: text})
    (finding,) = target.check(given, target.limits).findings

    assert finding.advice.startswith("leave out small print such as “Easy lentil soup")
