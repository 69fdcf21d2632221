"""Better never scores worse: a number that moves the way the advice says."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.clutter import Clutter
from scorer.features.color import Color
from scorer.features.composition import Composition, Strip
from scorer.features.description import Description
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from scorer.features.layout import Layout
from scorer.features.photo_quality import PhotoQuality
from scorer.features.text_overlay import TextOverlay
from scorer.features.title import Title
from scorer.guidelines import guidelines
from tests.support.guideline_features import line, overlay, together

TEXT = ("title", "text", "topic", "late", "label")


def features(record, **values):
    place = Box(0, 0, 10, 10)
    given = {"focal_box": place, "subject_box": place, "faces": (), "map": ()}
    given |= {**dict.fromkeys(TEXT, "a"), **values}
    fields = {each.name: given.get(each.name, 0) for each in dataclasses.fields(record)}
    return Features({record: record(**fields)})


def one(record, name, **fixed):
    return lambda value: features(record, **{name: value, **fixed})


def held(share):
    focus = features(FocalPoint, held_share=share)
    picture = features(Geometry, width_px=1000, height_px=1500)
    rest = (features(Color), features(Clutter), features(Layout))
    return together(focus, *rest, picture, overlay())


def photo(name, **fixed):
    """A bright pin, all picture, with one number of its quality."""
    given = {"white_point": 100.0, "photo_lightness": 90.0, **fixed}
    given.setdefault("lettering_width_px", 1000.0)
    place = features(Composition, picture_share=1.0)[Composition]

    def made(value):
        quality = features(PhotoQuality, **{**given, name: value})[PhotoQuality]
        return Features({PhotoQuality: quality, Composition: place})

    return made


def strip(width_dp):
    """A pin with a strip of that width at its foot."""
    strips = (Strip("bottom", 10, Box(0, 1490, 1000, 10)),)
    given = {"unstripped": Box(0, 0, 1000, 1490), "strips": strips}
    return features(Composition, strip_width_dp=width_dp, **given)


def card(name):
    """Words, and one number of what surrounds them."""

    def made(value):
        words = overlay(line(), line_count=1)
        place = features(Composition, **{name: value})
        return together(words, place, features(Layout))

    return made


def busy(clutter):
    """A pin with that much clutter and many lines of 2 dp."""
    text = overlay(*[line(cap_height_px=10.0)] * 15)
    record = features(Clutter, clutter=clutter)[Clutter]
    return Features({Clutter: record, TextOverlay: text[TextOverlay]})


def lettering(name):
    return lambda value: overlay(line(**{name: value}), line())


def words(count):
    return overlay(*[line("word " * count)] * 2)


# Guideline, features of a number, its range, and which end of it is good.
CASES = {
    "tall-image": (one(Geometry, "aspect_ratio", width_px=1000), (0.1, 0.7), "high"),
    "wide-image": (one(Geometry, "aspect_ratio", width_px=1000), (0.5, 4), "low"),
    "low-resolution": (one(Geometry, "width_px"), (1, 3000), "high"),
    "visual-clutter": (busy, (0, 100), "low"),
    "scattered-focus": (held, (0, 1), "high"),
    "dark-image": (photo("photo_lightness"), (0, 100), "high"),
    "blurred-photo": (photo("detail_width_px"), (1, 1000), "high"),
    "noisy-photo": (photo("noise"), (0, 60), "low"),
    "compressed-photo": (photo("blockiness"), (0, 10), "low"),
    "faded-image": (photo("white_point", black_point=40.0), (40, 100), "high"),
    "repeated-image": (photo("echo"), (0, 1), "low"),
    "text-card": (card("picture_share"), (0, 1), "high"),
    "empty-space": (card("void_share"), (0, 1), "low"),
    "letterboxed-image": (one(Composition, "bars_share"), (0, 1), "low"),
    "leftover-strip": (strip, (0, 3), "low"),
    "long-title": (one(Title, "length_chars"), (1, 300), "low"),
    "late-keyword": (
        one(Title, "keyword_end_chars", visible_chars=30),
        (1, 200),
        "low",
    ),
    "long-description": (one(Description, "length_chars"), (1, 2000), "low"),
    "small-text": (lettering("cap_height_px"), (1, 200), "high"),
    "low-contrast-text": (lettering("contrast"), (1, 21), "high"),
    "wordy-text": (words, (1, 200), "low"),
    "crowded-text": (
        lambda share: overlay(line("word " * 24), block_area_share=share),
        (0.01, 1),
        "low",
    ),
}
COUNTS = {"low-resolution", "long-title", "late-keyword"}
COUNTS |= {"long-description", "wordy-text"}


@pytest.mark.parametrize("name", CASES)
@settings(deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_better_never_scores_worse(name, data):
    made, (low, high), good = CASES[name]
    numbers = st.integers if name in COUNTS else st.floats
    worse, better = sorted(
        [data.draw(numbers(low, high)) for _ in range(2)], reverse=good == "low"
    )
    guideline = guidelines()[name]

    verdicts = [
        guideline.check(made(each), guideline.limits) for each in (worse, better)
    ]
    # What is left for review takes nothing from the score.
    scores = [1.0 if v.outcome is Outcome.REVIEW else v.score for v in verdicts]

    # Within the error of the measure a person looks: that is no score.
    if None not in scores:
        assert scores[0] <= scores[1] + 1e-12
