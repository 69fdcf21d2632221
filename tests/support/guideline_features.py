"""Hand-made features for tests of guidelines: lines, words and known numbers."""

import dataclasses

from scorer.core.family import Features
from scorer.core.units import Box
from scorer.features.composition import Composition
from scorer.features.layout import Layout
from scorer.features.photo_quality import PhotoQuality
from scorer.features.text_edges import TextEdges
from scorer.features.text_overlay import TextOverlay
from scorer.guidelines import guideline
from scorer.text.line.text_line import TextLine
from tests.support.word_features import measured

SENTENCE = "How to bake a cake in one old mug"
GOOD = "10 Cozy Bedroom Ideas for Small Spaces"
CAKE = "The Moistest 5-Minute Chocolate Cake"
FRENCH = "Idées de décoration pour la chambre"
SOUND = {
    "detail_width_px": 1000.0,
    "lettering_width_px": None,
    "white_point": 100.0,
    "photo_lightness": 90.0,
    "picture_share": 0.8,
}


def judged(name, given):
    """Return what a guideline says of the features that it needs."""
    found = guideline(name)
    return found.check(given.only(found.needs), found.limits)


def verdict(name, **words):
    """Return what a guideline says of a pin with these words."""
    return judged(name, measured(**{"is_worded": True, **words}))


def codes_of(answer):
    """Return the codes of an answer's findings."""
    return tuple(finding.code for finding in answer.findings)


def line(text="Easy dinner", **fields):
    given = {
        "box": Box(100, 100, 400, 60),
        "cap_height_px": 63.0,
        "contrast": 12.0,
        "confidence": 0.95,
        "kind": "headline",
    }
    return TextLine(text=text, **{**given, **fields})


def overlay(*lines, unread="", **fields):
    """Features of a 1000 x 1500 px pin with these lines."""
    values = {field.name: 0 for field in dataclasses.fields(TextOverlay)}
    values |= {
        "word_count": sum(len(each.text.split()) for each in lines),
        "lines": tuple(lines),
        "dp_per_px": 0.2,
        "image_width_px": 1000,
        "image_height_px": 1500,
        "unread": unread,
    }
    text = TextOverlay(**{**values, **fields})
    return Features({TextOverlay: text, TextEdges: TextEdges(0, ())})


def features(record, **values):
    place = Box(0, 0, 10, 10)
    given = {"focal_box": place, "subject_box": place, "faces": (), "map": ()} | values
    fields = [given.get(field.name, 0) for field in dataclasses.fields(record)]
    return Features({record: record(*fields)})


def together(*parts):
    """Return several features as those of one pin."""
    return Features({k: v for part in parts for k, v in part.records.items()})


def photo_pin(*, words=True, **values):
    """A sound picture with a line of text, but for the values given."""
    records = []
    for record in (PhotoQuality, Composition, Layout):
        given = {**SOUND, **values}
        names = [field.name for field in dataclasses.fields(record)]
        records.append(record(**{name: given.get(name, 0) for name in names}))
    text = overlay(line(), line_count=1) if words else overlay()
    records.append(text[TextOverlay])
    return Features({type(record): record for record in records})
