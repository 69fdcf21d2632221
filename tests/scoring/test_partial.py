"""What of a pin was not judged, and why."""

import dataclasses

import pytest
from PIL import Image

from scorer.core.family import Features
from scorer.core.guideline import Impact, Outcome, Part
from scorer.core.pin import Pin
from scorer.core.report import GuidelineResult
from scorer.core.settings import Settings
from scorer.pipeline import begin, examine
from scorer.scoring.partial import not_judged, reasons

WORDED = {"title": "10 Cozy Bedroom Ideas for Small Spaces"}


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "plain.png"
    Image.new("RGB", (400, 600), (200, 190, 180)).save(path)
    return path


def examined(picture, engine, words, **settings):
    own = Settings(ocr_engine=engine, cache=False, **settings)
    return examine(Pin(picture, **words), begin(own))


@pytest.mark.rapid
def test_all_of_a_pin_is_judged(picture):
    made = examined(picture, "rapid", WORDED)

    assert made.score.partial == ()
    assert None not in made.score.parts.values()


def test_text_without_a_reading_is_not_judged(picture, monkeypatch, tmp_path):
    monkeypatch.setenv("SCORER_RECORDED_OCR", str(tmp_path))

    made = examined(picture, "recorded", WORDED)

    assert made.score.partial == ("text", "focus")  # the eye is looked for beside text
    assert made.score.parts["text"] is None
    assert "no recorded reading" in reasons(made)["text"]


def test_text_that_nobody_wanted_read_is_not_judged(picture):
    made = examined(picture, "none", WORDED)

    assert made.score.partial == ("text",)
    assert "ocr-engine none" in reasons(made)["text"]


def test_copy_of_a_picture_alone_is_not_judged(picture):
    made = examined(picture, "none", {})

    assert made.score.partial == ("text", "copy")
    assert made.score.parts["copy"] is None
    assert reasons(made)["copy"] == "title and description were not given"


def test_a_list_of_no_use_is_told_as_that(picture):
    made = examined(picture, "none", {"unworded": "pins.csv has no column of titles"})

    assert reasons(made)["copy"] == "pins.csv has no column of titles"


def test_an_empty_title_that_was_given_is_judged(picture):
    made = examined(picture, "none", {"link": "https://example.com/cozy-bedroom"})

    assert made.score.partial == ("text",)
    assert made.score.parts["copy"] < 100


def test_what_nobody_asked_for_is_not_missed(picture):
    made = examined(picture, "none", {}, select=("wide-image",))

    assert made.score.partial == ()
    assert set(made.score.parts) == {"mobile"}


def test_a_part_all_in_errors_is_not_judged():
    broken = [
        GuidelineResult("a", "t", Part.FOCUS, outcome, None, Impact.MINOR)
        for outcome in (Outcome.ERROR, Outcome.ERROR)
    ]
    half = [broken[0], dataclasses.replace(broken[1], outcome=Outcome.PASS, score=1.0)]

    assert not_judged(broken, Features({})) == ("focus",)
    assert not_judged(half, Features({})) == ()


def test_a_part_without_a_judgment_is_no_number(picture):
    made = examined(picture, "none", {})

    assert made.score.guidelines is not None
    assert {name for name, value in made.score.parts.items() if value is None} == set(
        made.score.partial
    )
