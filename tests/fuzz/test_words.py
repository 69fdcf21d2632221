"""Any words, given or read, are measured, judged and shown."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from scorer import reports
from scorer.core.family import Features, Measurement
from scorer.core.guideline import Outcome
from scorer.core.pin import Creative, ImageFile, Pin
from scorer.core.report import Document
from scorer.core.settings import Settings
from scorer.features import extract
from scorer.guidelines import chosen
from scorer.pipeline import report
from scorer.reports import format_names
from scorer.text.lines import read_text
from scorer.text.reading import Reading, ReadLine

SIZE = 120, 180
anything = st.text(st.characters(exclude_categories=()), max_size=40)
readable = st.text(max_size=40)  # half characters come from file names, not from OCR
PIECES = """
How to 10 1,000 3.5 50% $9 DIY you Shop now best ? ! !!! … - -- ' " # #a & | . : /
http://[ www.a.example // a@b 😀 日本 كتب İ ß ก क्षि ﬁ Ⅷ ²
"""
pieces = st.sampled_from([*PIECES.split(), *"\0\t\n\u200d\u0301\ufe0f\u202e"])
composed = st.lists(pieces, max_size=12).map(" ".join)
words = anything | composed


def turned(left, top, width, height, angle):
    """Return the corners of a rectangle that is turned about its first."""
    along = np.array([math.cos(angle), math.sin(angle)]) * width
    down = np.array([-math.sin(angle), math.cos(angle)]) * height
    first = np.array([left, top])
    return tuple(map(tuple, (first, first + along, first + along + down, first + down)))


quads = st.builds(
    turned,
    st.floats(-20, 130),
    st.floats(-20, 190),
    st.floats(4, 140),
    st.floats(4, 90),
    st.just(0.0) | st.floats(-math.pi, math.pi),
)
read_lines = st.lists(
    st.builds(ReadLine, readable | composed, quads, st.floats(0, 1)), max_size=4
)


def picture():
    drawn = Image.new("RGB", SIZE, "teal")
    ImageDraw.Draw(drawn).text((10, 20), "Easy PASTA", "white")
    return np.array(drawn)


PIXELS = picture()
GUIDELINES = chosen(Settings())


def shown(features: Features, pin: Pin) -> None:
    made = report(
        pin, Measurement(ImageFile("PNG", 9, "0" * 64), features, ""), GUIDELINES
    )

    assert not features.failed
    assert [each for each in made.results if each.outcome is Outcome.ERROR] == []
    for name in format_names():
        for piece in reports.render(Document([made], {}), name):
            piece.encode()


@pytest.mark.slow
@given(words, words, words, words, read_lines)
def test_words_given_and_read(title, description, link, board, lines):
    pin = Pin(Path("a.png"), title, description, link, board)
    creative = Creative(pin, PIXELS)
    creative._derived[read_text] = Reading(tuple(lines))

    shown(extract(creative), pin)
