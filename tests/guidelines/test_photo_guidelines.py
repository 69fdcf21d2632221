"""Guidelines about photo and space: around their limits, each finding once."""

import dataclasses

import pytest

from scorer import guidelines
from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.color import Color
from scorer.features.composition import Composition
from scorer.features.layout import Layout
from scorer.features.photo_quality import PhotoQuality
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines._severity import severity
from tests.guidelines.test_text_guidelines import line, overlay

PASS, FAIL, REVIEW = Outcome.PASS, Outcome.FAIL, Outcome.REVIEW
NOTHING = Outcome.NOT_APPLICABLE
SOUND = {
    "detail_width_px": 1000.0,
    "lettering_width_px": None,
    "white_point": 100.0,
    "photo_lightness": 90.0,
    "picture_share": 0.8,
}
VOID = Box(0, 500, 400, 300)


def deep(**values):
    """The same in strong, pure colors."""
    names = [field.name for field in dataclasses.fields(Color)]
    record = Color(**{name: 0.7 if name == "saturation" else 0 for name in names})
    return Features({**pin(**values).records, Color: record})


def pin(*, words=True, **values):
    """A sound picture with a line of text, but for the values given."""
    records = []
    for record in (PhotoQuality, Composition, Layout):
        given = {**SOUND, **values}
        names = [field.name for field in dataclasses.fields(record)]
        records.append(record(**{name: given.get(name, 0) for name in names}))
    text = overlay(line(), line_count=1) if words else overlay()
    records.append(text[TextOverlay])
    return Features({type(record): record for record in records})


CASES = [
    ("blurred-photo", pin(), PASS, 1.0, ()),
    ("blurred-photo", pin(detail_width_px=403.0), PASS, 1.0, ()),
    ("blurred-photo", pin(detail_width_px=380.0), REVIEW, None, ("blurred",)),
    ("blurred-photo", pin(detail_width_px=274.5), FAIL, 0.5, ("blurred",)),
    ("blurred-photo", pin(detail_width_px=100.0), FAIL, 0.0, ("blurred",)),
    ("blurred-photo", pin(detail_width_px=None), NOTHING, None, ()),
    ("blurred-photo", pin(lettering_width_px=700.0), PASS, 1.0, ()),
    ("blurred-photo", pin(lettering_width_px=650.0), REVIEW, None, ("soft-letters",)),
    ("blurred-photo", pin(lettering_width_px=450.0), FAIL, 0.5, ("soft-letters",)),
    ("blurred-photo", pin(pixelation_share=0.6), FAIL, 0.5, ("pixelated",)),
    ("noisy-photo", pin(noise=2.2), PASS, 1.0, ()),
    ("noisy-photo", pin(noise=2.4), REVIEW, None, ("noisy",)),
    ("noisy-photo", pin(noise=3.75), FAIL, 0.5, ("noisy",)),
    ("compressed-photo", pin(blockiness=0.34), PASS, 1.0, ()),
    ("compressed-photo", pin(blockiness=0.37), REVIEW, None, ("blocks",)),
    ("compressed-photo", pin(blockiness=0.69), FAIL, 0.5, ("blocks",)),
    # Pale but with white, dark but with black: designs, not veils.
    ("faded-image", pin(black_point=60.0), PASS, 1.0, ()),
    ("faded-image", pin(white_point=50.0), PASS, 1.0, ()),
    (
        "faded-image",
        pin(black_point=21.0, white_point=70.0),
        REVIEW,
        None,
        ("faded",),
    ),
    ("faded-image", pin(black_point=40.0, white_point=60.0), FAIL, 0.0, ("faded",)),
    ("dark-image", pin(photo_lightness=34.0), PASS, 1.0, ()),
    ("dark-image", pin(photo_lightness=33.5), REVIEW, None, ("too-dark",)),
    ("dark-image", pin(photo_lightness=24.0), FAIL, 0.5, ("too-dark",)),
    # A text card of dark ground is no dark photo, and a small photo is half of one.
    ("dark-image", pin(photo_lightness=10.0, picture_share=0.29), PASS, 1.0, ()),
    (
        "dark-image",
        pin(photo_lightness=10.0, picture_share=0.4),
        FAIL,
        0.5,
        ("too-dark",),
    ),
    # A red car on red, a forest at night: dark for its colors.
    ("dark-image", deep(photo_lightness=24.0), REVIEW, None, ("too-dark",)),
    ("dark-image", deep(photo_lightness=14.0), FAIL, 0.0, ("too-dark",)),
    ("dark-image", deep(photo_lightness=60.0), PASS, 1.0, ()),
    ("dark-image", pin(white_point=32.0), FAIL, 0.0, ("no-lights",)),
    ("repeated-image", pin(echo=0.19, repetition=0.43), PASS, 1.0, ()),
    ("repeated-image", pin(echo=0.21), REVIEW, None, ("printed-twice",)),
    ("repeated-image", pin(echo=0.4), FAIL, 0.0, ("printed-twice",)),
    ("repeated-image", pin(repetition=0.675), FAIL, 0.5, ("tiled",)),
    ("text-card", pin(words=False, picture_share=0.0), NOTHING, None, ()),
    ("text-card", pin(picture_share=0.16), PASS, 1.0, ()),
    ("text-card", pin(picture_share=0.145), REVIEW, None, ("no-picture",)),
    ("text-card", pin(picture_share=0.08), FAIL, 0.5, ("no-picture",)),
    ("empty-space", pin(void_share=0.1), PASS, 1.0, ()),
    ("empty-space", pin(void_share=0.12, void=VOID), REVIEW, None, ("void",)),
    ("empty-space", pin(void_share=0.35, void=VOID), FAIL, 0.0, ("void",)),
    ("empty-space", pin(words=False, void_share=0.9), PASS, 1.0, ()),
    ("empty-space", pin(border_share=0.575), FAIL, 0.5, ("margin",)),
    ("letterboxed-image", pin(bars_share=0.14), PASS, 1.0, ()),
    ("letterboxed-image", pin(bars_share=0.15), REVIEW, None, ("bars",)),
    ("letterboxed-image", pin(bars_share=0.38), FAIL, 0.5, ("bars",)),
]


@pytest.mark.parametrize(("name", "given", "outcome", "score", "codes"), CASES)
def test_outcome(name, given, outcome, score, codes):
    target = guidelines.guideline(name)
    verdict = target.check(given.only(target.needs), target.limits)

    assert verdict.outcome is outcome
    assert verdict.score == pytest.approx(score, abs=0.01)
    assert tuple(finding.code for finding in verdict.findings) == codes


def test_text_card_that_could_not_be_read_is_left_for_review():
    words = dataclasses.replace(
        overlay()[TextOverlay], unread="Chinese text was not read"
    )
    target = guidelines.guideline("text-card")
    given = pin(words=False, picture_share=0.0)
    given = Features({**given.records, TextOverlay: words})

    verdict = target.check(given, target.limits)

    assert (verdict.outcome, verdict.reason) == (REVIEW, "Chinese text was not read")


def test_empty_place_is_drawn_in_the_report():
    target = guidelines.guideline("empty-space")

    verdict = target.check(pin(void_share=0.3, void=VOID), target.limits)

    assert verdict.findings[0].region == VOID


@pytest.mark.parametrize(
    ("value", "limit", "full", "expected"),
    [(1, 2, 4, 0.0), (3, 2, 4, 0.5), (9, 2, 4, 1.0), (3, 4, 2, 0.5), (2, 2, 2, 0.0)],
)
def test_severity_grows_from_the_limit(value, limit, full, expected):
    assert severity(value, limit, full) == expected
