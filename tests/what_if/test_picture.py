"""A pin changed as asked, and measured again."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from scorer.core.errors import InputError, SettingsError
from scorer.core.family import Features
from scorer.core.fix import Color, Headline, Move, Panel, Scale, Text
from scorer.core.guideline import Finding, Impact, Outcome, Part
from scorer.core.pin import Pin
from scorer.core.report import GuidelineResult, Report
from scorer.core.settings import Settings
from scorer.core.units import Box, Quantity
from scorer.features.finish import Finish
from scorer.pipeline import begin
from scorer.vision.color.legible import contrast_of
from scorer.what_if.edits import edits
from scorer.what_if.picture import as_it_is, changed, changed_by_all
from scorer.what_if.requests import Advised, understood
from tests.support.guideline_features import line, overlay

HEAD = line("Easy dinner", box=Box(100, 100, 400, 60), block=0)
BODY = line(
    "with ten things from the pantry",
    box=Box(10, 300, 500, 30),
    kind="body",
    block=1,
    cap_height_px=20.0,
    contrast=2.0,
    ink_color="#999999",
    background_color="#ffffff",
)
TEXT = overlay(HEAD, BODY)


def asked(words, features=TEXT):
    judged = Report("a.png", width_px=1000, height_px=1500)
    return tuple(edits(understood(words), features, judged))


def test_the_headline_is_meant_or_the_fine_print_or_words_that_stand_there():
    assert asked("headline 1.5x") == (Scale((HEAD.box,), 1.5),)
    assert asked("fine print 1.5x") == (Scale((BODY.box,), 1.5),)
    assert asked("“ten Things” 1.5x") == (Scale((BODY.box,), 1.5),)
    assert asked("without “easy dinner with”") == (Text((HEAD.box,)),)


def test_all_text_is_enlarged_block_by_block():
    assert asked("text 1.2x") == (
        Scale((HEAD.box,), 1.2),
        Scale((BODY.box,), 1.2),
    )


def test_what_is_fainter_than_asked_gets_a_color_that_is_not():
    (fix,) = asked("contrast 4.5")

    assert isinstance(fix, Color)
    assert fix.boxes == (BODY.box,)
    assert contrast_of(fix.color, "#ffffff") >= 4.5


def test_panel_color_and_margin_are_drawn_as_asked():
    assert asked("white panel behind the headline") == (
        Panel((HEAD.box,), "", "#ffffff"),
    )
    (color,) = asked("headline in navy")
    assert (color.boxes, color.color) == ((HEAD.box,), "#000080")
    (move,) = asked("margin 5 %")
    assert move == Move((BODY.box,), (Box(50, 300, 500, 30),))


@pytest.mark.parametrize(
    ("words", "features", "said"),
    [
        ("headline 1.5x", overlay(), "there is no text on the pin"),
        ("headline 1.5x", overlay(BODY), "there is no headline on the pin"),
        ("“bread” 1.5x", TEXT, "there is no “bread” on the pin"),
        ("headline 2x", overlay(unread="Tamil is not read"), "Tamil is not read"),
        ("headline contrast 7", TEXT, "has a contrast of 7:1 or more"),
        ("margin 1 %", TEXT, "1 % or more away from the edges"),
    ],
)
def test_what_a_pin_has_not_is_said(words, features, said):
    with pytest.raises(InputError) as caught:
        asked(words, features)

    assert said in caught.value.message


RUN = begin(Settings(ocr_engine="none", cache=False))


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """A dark photo, wider than high."""
    path = tmp_path_factory.mktemp("pins") / "wide.png"
    noise = np.random.default_rng(3).normal(60, 22, (600, 900, 3)).clip(0, 255)
    Image.fromarray(noise.astype(np.uint8)).resize((1200, 800)).save(path)
    return as_it_is(Pin(path), RUN)


def outcomes(step):
    return {each.id: each.outcome for each in step.report.results}


def test_a_crop_is_measured_anew(start):
    step = changed(start, understood("crop 2:3"), RUN)

    assert outcomes(start)["wide-image"] == "fail"
    assert outcomes(step)["wide-image"] == "pass"
    assert (step.report.width_px, step.report.height_px) == (533, 800)
    assert step.creative.pixels.shape == (800, 533, 3)
    assert start.creative.pixels.shape == (800, 1200, 3)


def test_the_look_of_the_whole_pin_stays_as_it_was_measured(start):
    known = start.measurement.features.keeping(Finish, Features({Finish: Finish(0.3)}))
    before = replace(start, measurement=replace(start.measurement, features=known))

    step = changed(before, understood("crop 2:3"), RUN)

    assert step.measurement.features[Finish] == Finish(0.3)
    assert step.report.score.finish is not None


def test_a_photo_is_as_light_as_was_asked(start):
    step = changed(start, understood("lightness 50"), RUN)
    name = "photo_quality.photo_lightness"

    assert step.measurement.features.values()[name] == pytest.approx(50, abs=5)


def test_the_fix_of_a_guideline_is_drawn(start):
    step = changed(start, understood("fix wide-image"), RUN)

    assert outcomes(step)["wide-image"] == "pass"


def test_other_words_are_judged(start):
    step = changed(start, understood("title: Stuff"), RUN)

    assert outcomes(start)["vague-title"] != "fail"
    assert outcomes(step)["vague-title"] == "fail"
    assert step.creative.pixels is start.creative.pixels


def test_changes_are_drawn_on_what_the_ones_before_left_and_numbers_last(start):
    names = ("geometry.height_px=1200", "crop 1:1", "lightness 50")
    step = changed_by_all(start, [understood(name) for name in names], RUN)

    assert step.creative.pixels.shape == (800, 800, 3)
    assert step.report.features["geometry.height_px"].value == 1200
    assert step.creative.pixels.mean() > start.creative.pixels.mean() + 20


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        ("crop 3:2", InputError, "has that shape already"),
        ("fix noisy-photo", InputError, "what would fix it cannot be drawn: take"),
        ("fix dark-imag", SettingsError, "dark-imag"),
    ],
)
def test_what_cannot_be_done_is_said(start, words, error, said):
    with pytest.raises(error) as caught:
        changed(start, understood(words), RUN)

    assert said in caught.value.message


def test_a_number_is_supposed_and_who_does_not_read_it_is_named(start):
    step = changed(start, understood("text_overlay.cap_height_max_dp=14"), RUN)

    assert "small-text" in step.unread_features["text_overlay.cap_height_max_dp"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "give the pin a title of a few words"),
        ("簡単夕食", "no typeface here has the letters"),
    ],
)
def test_a_headline_needs_words_that_can_be_set(text, said):
    fix = Headline(Box(0, 0, 9, 9), text, 40.0)
    one = Quantity(1)
    result = GuidelineResult(
        "missing-headline",
        "t",
        Part.TEXT,
        Outcome.FAIL,
        0.0,
        Impact.SERIOUS,
        (Finding("no-headline", "seen", "do", one, one, fix=fix),),
    )
    with pytest.raises(InputError) as caught:
        tuple(edits(Advised("missing-headline"), TEXT, Report("a", results=(result,))))

    assert said in caught.value.message
