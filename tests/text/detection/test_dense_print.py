"""Small print in blocks is looked for, and looked at enlarged."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.text.detection import detector
from scorer.text.detection.dense_print import dense_blocks
from scorer.text.detection.detector import detect

PLAIN = np.full((1500, 1000, 3), 240, np.uint8)
WORDS = (
    "Let the dough rest for an hour in a warm place,",
    "then shape it into two loaves of the same size.",
    "Brush the tops with a little milk and bake them",
    "until they are golden and sound hollow when tapped.",
    "Keep the plants out of direct sun in the summer",
)


def quad(left, top, width, height):
    right, bottom = left + width, top + height
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return np.array(corners, np.float32)


def paragraph(ink, ground, pitch=24, size=16, top=500):
    canvas = Image.new("RGB", (1000, 1500), ground)
    draw, font = ImageDraw.Draw(canvas), ImageFont.load_default(size)
    for number, words in enumerate(WORDS):
        draw.text((80, top + number * pitch), words, ink, font)
    return np.array(canvas)


def test_low_lines_that_cover_each_other_are_a_block():
    quads = [quad(100, 400 + 26 * n, 500, 34) for n in range(4)]
    apart = [quad(100, 900 + 50 * n, 500, 34) for n in range(4)]
    high = [quad(100, 1200 + 70 * n, 800, 80) for n in range(3)]
    (block,) = dense_blocks(PLAIN, [*apart, *quads, *high])

    assert block.rows == 4
    assert all(block.holds(each) for each in quads)
    assert not any(block.holds(each) for each in (*apart, *high))


@pytest.mark.parametrize(
    "quads",
    [
        [quad(100, 400 + 26 * n, 500, 34) for n in range(2)],
        [quad(100 + 250 * n, 400 + 26 * n, 200, 34) for n in range(3)],
        [quad(100, 400 + 26 * n, 60, 34) for n in range(5)],
    ],
    ids=["two", "beside each other", "short"],
)
def test_what_is_no_block(quads):
    assert dense_blocks(PLAIN, quads) == []


def test_small_print_that_no_line_was_found_of_is_a_block():
    pixels = paragraph("#3c6fe0", "#56e6f5")
    (block,) = dense_blocks(pixels, [])

    assert block.rows == len(WORDS)
    assert block.left < 80 < block.right
    assert block.top < 500 < 500 + 4 * 24 < block.bottom
    found = [quad(80, 500 + 24 * n, 300, 22) for n in range(5)]
    assert dense_blocks(pixels, found) == []


def test_grain_and_large_words_are_no_small_print():
    grain = np.random.default_rng(2).integers(0, 255, (1500, 1000, 3), np.uint8)

    assert dense_blocks(grain, []) == []
    assert dense_blocks(paragraph("black", "white", pitch=70, size=48), []) == []
    assert dense_blocks(np.zeros((40, 30, 3), np.uint8), []) == []


@pytest.mark.rapid
def test_pale_small_print_is_found_line_by_line():
    quads = detect(paragraph("#3c6fe0", "#56e6f5")).quads
    middles = sorted(float(each[:, 1].mean()) for each in quads)

    assert len(middles) == len(WORDS)
    assert np.diff(middles) == pytest.approx([24] * 4, abs=4)


@pytest.mark.rapid
def test_a_box_that_holds_several_lines_gives_way_to_them(monkeypatch):
    pixels = paragraph("#222222", "#eeeeee")
    lines = [quad(80, 500 + 24 * n, 340, 22) for n in range(5)]
    monkeypatch.setattr(detector, "_seen_closer", lambda *_: lines)
    large, beside = quad(60, 470, 600, 180), quad(80, 300, 400, 60)
    found = detector._with_closer_looks(pixels, [large, beside])

    assert [each.tolist() for each in found] == [
        each.tolist() for each in (beside, *lines)
    ]


@pytest.mark.rapid
def test_grain_in_which_fewer_lines_are_found_stays_as_it_was(monkeypatch):
    pixels = paragraph("#222222", "#eeeeee")
    lines = [quad(80, 500 + 24 * n, 340, 22) for n in range(4)]
    monkeypatch.setattr(detector, "_seen_closer", lambda *_: lines[:2])

    assert detector._with_closer_looks(pixels, lines) == lines
