"""Guidelines about the picture: around their limits, each finding once."""

import dataclasses

import pytest

from scorer import guidelines
from scorer.core.family import Features
from scorer.core.guideline import Outcome
from scorer.core.units import Box
from scorer.features.clutter import Clutter
from scorer.features.color import Color
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry
from scorer.features.text_overlay import TextOverlay
from tests.guidelines.test_text_guidelines import line, overlay


def features(record, **values):
    given = {"focal_box": Box(0, 0, 10, 10), **values}
    fields = [given.get(field.name, 0) for field in dataclasses.fields(record)]
    return Features({record: record(*fields)})


def looks(share=0.5, **values):
    """A focal point in a pin with that share of plain ground."""
    focus = features(FocalPoint, **values)[FocalPoint]
    color = features(Color, background_share=share)[Color]
    return Features({FocalPoint: focus, Color: color})


def shape(width, height):
    ratio = width / height
    return features(Geometry, width_px=width, height_px=height, aspect_ratio=ratio)


def file(form, size=1000):
    return features(Geometry, format=form, file_size_bytes=size)


def busy(clutter, small_lines):
    """A pin with that much clutter and so many lines of 2 dp."""
    record = features(Clutter, clutter=clutter)[Clutter]
    text = overlay(*[line(cap_height_px=10.0)] * small_lines, line())
    return Features({Clutter: record, TextOverlay: text[TextOverlay]})


def ground(lightness, chroma=0.0, share=0.5):
    return features(
        Color,
        background_lightness=lightness,
        background_chroma=chroma,
        background_share=share,
    )


PASS, FAIL, REVIEW = Outcome.PASS, Outcome.FAIL, Outcome.REVIEW
NOTHING = Outcome.NOT_APPLICABLE
CASES = [
    ("tall-image", shape(1000, 1500), PASS, 1.0, ()),
    ("tall-image", shape(1080, 1920), PASS, 1.0, ()),
    ("tall-image", shape(516, 1000), FAIL, 0.5, ("too-tall",)),
    ("tall-image", shape(475, 1000), FAIL, 0.0, ("cut-off",)),
    ("low-resolution", shape(1000, 1500), PASS, 1.0, ()),
    ("low-resolution", shape(999, 1500), Outcome.REVIEW, None, ("below-advised",)),
    ("low-resolution", shape(549, 820), Outcome.REVIEW, None, ("below-advised",)),
    ("low-resolution", shape(366, 549), FAIL, 0.5, ("below-minimum",)),
    ("low-resolution", shape(183, 275), FAIL, 0.0, ("below-minimum",)),
    ("unsupported-file", file(""), NOTHING, None, ()),
    ("unsupported-file", file("PNG"), PASS, 1.0, ()),
    ("unsupported-file", file("WEBP", 20_000_000), PASS, 1.0, ()),
    ("unsupported-file", file("JPEG", 20_000_001), FAIL, 0.0, ("too-large",)),
    ("unsupported-file", file("GIF"), FAIL, 0.0, ("wrong-format",)),
    # A busy photo of one thing, and a long list on a plain ground.
    ("visual-clutter", busy(95.0, 2), PASS, 1.0, ()),
    ("visual-clutter", busy(40.0, 30), PASS, 1.0, ()),
    ("visual-clutter", busy(52.0, 12), Outcome.REVIEW, None, ("cluttered",)),
    ("visual-clutter", busy(62.5, 20), FAIL, 0.5, ("cluttered",)),
    ("visual-clutter", busy(80.0, 20), FAIL, 0.0, ("cluttered",)),
    ("scattered-focus", looks(held_share=0.0, share=0.91), NOTHING, None, ()),
    ("scattered-focus", looks(held_share=0.5), PASS, 1.0, ()),
    ("scattered-focus", looks(face_count=1), FAIL, 0.0, ("no-focal-point",)),
    (
        "scattered-focus",
        looks(held_share=0.0, share=0.9),
        FAIL,
        0.0,
        ("no-focal-point",),
    ),
    ("hidden-subject", features(FocalPoint, covered_share=0.045), PASS, 1.0, ()),
    ("hidden-subject", features(FocalPoint, covered_face_share=0.15), PASS, 1.0, ()),
    (
        "hidden-subject",
        features(FocalPoint, covered_face_share=0.5),
        REVIEW,
        None,
        ("text-over-face",),
    ),
    (
        "hidden-subject",
        features(FocalPoint, covered_share=0.055),
        REVIEW,
        None,
        ("text-over-subject",),
    ),
    (
        "hidden-subject",
        features(FocalPoint, covered_share=0.095, covered_face_share=0.5),
        FAIL,
        0.5,
        ("text-over-subject",),
    ),
    ("tinted-background", ground(99, share=0.1), NOTHING, None, ()),
    ("tinted-background", ground(97), PASS, 1.0, ()),
    ("tinted-background", ground(98), FAIL, 0.5, ("near-white",)),
    ("tinted-background", ground(98, chroma=9.0), PASS, 1.0, ()),
    ("tinted-background", ground(3), FAIL, 0.5, ("near-black",)),
]


@pytest.mark.parametrize(("name", "given", "outcome", "score", "codes"), CASES)
def test_outcome(name, given, outcome, score, codes):
    target = guidelines.guideline(name)
    verdict = target.check(given, target.limits)

    assert verdict.outcome is outcome
    assert verdict.score == pytest.approx(score, abs=0.01)
    assert tuple(finding.code for finding in verdict.findings) == codes


@pytest.mark.parametrize(
    ("name", "record", "field"),
    [
        ("scattered-focus", "looks", "held_share"),
        ("hidden-subject", FocalPoint, "covered_share"),
        ("hidden-subject", FocalPoint, "covered_face_share"),
    ],
)
def test_on_the_limit_passes(name, record, field):
    target = guidelines.guideline(name)
    bound = getattr(target.limits, field)

    def verdict(value):
        values = {field: value}
        given = looks(**values) if record == "looks" else features(record, **values)
        return target.check(given, target.limits)

    assert verdict(bound).outcome is Outcome.PASS
    assert verdict(bound * 0.99) != verdict(bound * 1.01)


@pytest.mark.parametrize(
    ("role", "advice"),
    [("overlay", "cut the text from"), ("scene", "show fewer things")],
)
def test_clutter_of_words_is_cut_and_that_of_things_is_taken_away(role, advice):
    small = [line("one two three four", cap_height_px=10.0, role=role)] * 12
    body = line("word " * 40, kind="body")
    record = features(Clutter, clutter=70.0)[Clutter]
    text = overlay(*small, line(), body)[TextOverlay]
    target = guidelines.guideline("visual-clutter")
    (finding,) = target.check(
        Features({Clutter: record, TextOverlay: text}), target.limits
    ).findings

    assert finding.advice.startswith(advice)
