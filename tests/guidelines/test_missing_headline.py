"""The guideline missing-headline, around its limits."""

import dataclasses

import pytest

from scorer.core.family import Features
from scorer.core.guideline import Finding, Outcome
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.core.storage.codec import from_json, to_json
from scorer.core.units import Box
from scorer.features.focal_point import FocalPoint
from scorer.features.title import Title, title_of
from scorer.guidelines import guideline
from tests.support.guideline_features import judged, line, overlay


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        ((), Outcome.FAIL),
        (("Sleep",), Outcome.REVIEW),  # one word may be a name
        (("Sleep", "well"), Outcome.PASS),
    ],
)
def test_how_many_words_are_a_headline(texts, outcome):
    features = overlay(*map(line, texts))

    assert judged("missing-headline", features).outcome is outcome


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        (("Niche Design Studio",), Outcome.FAIL),
        (("North Sea", "Media Group"), Outcome.FAIL),
        (("Paint your studio",), Outcome.PASS),
        (("Niche Design Studio", "Ten calm kitchens"), Outcome.PASS),
        (("Modern Kitchen Designs",), Outcome.PASS),
    ],
)
def test_the_name_of_a_company_alone_is_no_headline(texts, outcome):
    found = judged("missing-headline", overlay(*map(line, texts)))

    assert found.outcome is outcome
    assert all("does not say" in each.message for each in found.findings)


def test_a_headline_in_a_script_without_spaces_is_more_than_a_word():
    features = overlay(line("简单晚餐食谱"))

    assert judged("missing-headline", features).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Quiet Field Living", "brand"),
        ("@oven", "brand"),
        ("oven.com", "url"),
        ("SAVE20", "coupon"),
        ("#dinner", "hashtag"),
        ("$24.99", "figure"),
        ("9:41", "figure"),
        ("01 / 06", "decoration"),
    ],
)
def test_names_figures_and_addresses_are_no_headline(text, kind):
    (finding,) = judged("missing-headline", overlay(line(text, kind=kind))).findings

    assert finding.code == "no-headline"
    assert f"“{text}” does not say what it is about" in finding.message


@pytest.mark.parametrize(
    ("cap_dp", "score"), [(7.4, 1.0), (5.8, 0.5), (4.0, 0.0), (2.0, 0.0)]
)
def test_a_few_tiny_words_are_nearly_none(cap_dp, score):
    verdict = judged("missing-headline", overlay(line(cap_height_px=cap_dp / 0.2)))

    assert verdict.score == pytest.approx(score, abs=0.02)


def test_many_tiny_words_are_too_small_but_there():
    features = overlay(line("word " * 8, cap_height_px=10.0))

    assert judged("missing-headline", features).outcome is Outcome.PASS


@pytest.mark.parametrize(("text", "is_told"), [("Brand", True), ("+", False)])
def test_text_on_things_is_no_overlay(text, is_told):
    features = overlay(line(text, role="scene"), word_count=0, scene_line_count=1)
    verdict = judged("missing-headline", features)

    assert verdict.outcome is Outcome.FAIL
    told = "words on things in the photo do not count" in verdict.findings[0].message
    assert told is is_told


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ten easy dinners", "Ten easy dinners"),
        ("one two three four five six seven eight nine ten", ""),
        (None, ""),
    ],
)
@pytest.mark.parametrize(("subject_top", "is_low"), [(100, True), (800, False)])
def test_the_title_is_shown_as_headline_away_from_the_subject(
    title, shown, subject_top, is_low
):
    focus = {field.name: 0 for field in dataclasses.fields(FocalPoint)}
    subject = Box(300, subject_top, 400, 400)
    records = {
        **overlay().records,
        FocalPoint: FocalPoint(**{**focus, "subject_box": subject}),
        Title: title_of(Pin("a.png", title=title or ""), Settings()),
    }
    target = guideline("missing-headline")
    (finding,) = target.check(Features(records), target.limits).findings

    assert finding.fix.text == shown
    assert (finding.fix.box.top > 700) is is_low
    assert finding.fix.cap_height_px == pytest.approx(50)  # 10 dp


@pytest.mark.parametrize(
    ("cap_dp", "outcome"), [(9.0, Outcome.REVIEW), (5.8, Outcome.FAIL)]
)
def test_doubtful_words_are_left_for_review_only_where_they_could_be_a_headline(
    cap_dp, outcome
):
    features = overlay(line(role="unsure", cap_height_px=cap_dp / 0.2))

    assert judged("missing-headline", features).outcome is outcome


def test_the_finding_of_a_pin_a_few_pixels_wide_can_be_stored():
    narrow = overlay(dp_per_px=183 / 4, image_width_px=4, image_height_px=600)

    (finding,) = judged("missing-headline", narrow).findings

    assert from_json(Finding, to_json(finding)) == finding
