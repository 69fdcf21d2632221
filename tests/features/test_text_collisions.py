"""Collisions and lettering of drawn pins, on a reading that is given."""

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.features import focal_point, lettering, text_collisions, text_edges
from scorer.features.text_collisions import Obstacle
from scorer.text.lines import read_text
from scorer.text.reading import Reading, ReadLine, upright

WIDTH, HEIGHT = 600, 900


def photo(seed=4):
    """A picture of many shapes."""
    generator = np.random.default_rng(seed)
    pixels = np.full((HEIGHT, WIDTH, 3), (70, 110, 60), np.uint8)
    for _ in range(160):
        color = tuple(int(n) for n in generator.integers(20, 200, 3))
        center = int(generator.integers(WIDTH)), int(generator.integers(HEIGHT))
        cv2.circle(pixels, center, int(generator.integers(12, 50)), color, cv2.FILLED)
    return pixels


def pin(pixels, *texts, scale=1, fills=("white", "white")):
    """Text at (words, left, top, size) on a picture, and what an engine would read."""
    picture = Image.fromarray(pixels).resize((WIDTH * scale, HEIGHT * scale), 0)
    draw, read = ImageDraw.Draw(picture), []
    for n, (words, left, top, size) in enumerate(texts):
        font = ImageFont.load_default(size * scale)
        at = left * scale, top * scale
        draw.text(at, words, fills[n], font)
        a, b, c, d = draw.textbbox(at, words, font)
        pad = round(0.16 * size * scale)
        quad = upright(a - pad, b - pad, c - a + 2 * pad, d - b + 2 * pad)
        read.append(ReadLine(words, quad, 0.98, centers(words, font, a - at[0], pad)))
    creative = Creative(Pin(Path()), np.array(picture), Settings())
    creative._derived[read_text] = Reading(tuple(read))
    return creative


def centers(words, font, left, pad):
    """Places of the characters along the padded box, 0 to 1."""
    ends = [font.getlength(words[:n]) for n in range(len(words) + 1)]
    width = font.getbbox(words)[2] - left + 2 * pad
    return tuple(((a + b) / 2 - left + pad) / width for a, b in pairwise(ends))


def plain(color=(40, 50, 90)):
    return np.full((HEIGHT, WIDTH, 3), color, np.uint8)


def collisions(creative):
    return text_collisions.FAMILY.extract(creative)


TITLE = ("Easy pasta dinners", 40, 400, 60)


def test_text_on_plain_ground_runs_into_nothing():
    found = collisions(pin(plain(), TITLE, ("for busy weeknights", 40, 490, 50)))

    assert found.collisions == ()
    assert (found.overlap_depth, found.split_step, found.busy_text) == (0, 0, 0)


def test_text_over_a_picture_full_of_shapes():
    found = collisions(pin(photo(), TITLE))

    assert [each.obstacle for each in found.collisions] == [Obstacle.PICTURE]
    assert found.busy_text > 0.5
    assert found.busy_share == 1.0


def test_a_panel_behind_the_words_shows_no_picture():
    pixels = photo()
    pixels[370:490] = (40, 50, 90)

    assert collisions(pin(pixels, TITLE)).busy_text < 0.1


def test_a_blurred_photo_and_a_gradient_are_even_enough():
    shades = np.linspace(20, 120, HEIGHT).astype(np.uint8)
    gradient = np.repeat(np.repeat(shades[:, None, None], WIDTH, 1), 3, 2)

    assert collisions(pin(gradient, TITLE)).busy_text < 0.1


def test_small_words_over_a_picture_count_less_than_large_ones():
    large = collisions(pin(photo(), ("Easy pasta", 40, 400, 90)))
    small = collisions(pin(photo(), ("Easy pasta", 40, 400, 30)))

    assert small.busy_text < 0.4 * large.busy_text


def test_twice_the_size_is_the_same_pin():
    one, two = (collisions(pin(photo(), TITLE, scale=n)).busy_text for n in (1, 2))

    assert two == pytest.approx(one, rel=0.15)


def test_the_edge_of_a_band_through_the_words():
    pixels = plain()
    pixels[:430] = (200, 40, 60)
    found = collisions(pin(pixels, TITLE))

    assert found.split_step > 40
    assert found.collisions[0].obstacle is Obstacle.EDGE
    assert found.collisions[0].text == TITLE[0]


def test_lines_over_each_other():
    texts = ("EASY PASTA", 40, 300, 90), ("tonight", 60, 356, 60)
    found = collisions(pin(plain(), *texts, fills=("white", "tomato")))

    assert found.overlap_depth > 0.1
    assert found.collisions[0].obstacle is Obstacle.LINE
    assert found.collisions[0].other == "EASY PASTA"


def with_thing(points, color=(20, 20, 20), ground=(230, 180, 110)):
    """A bird of two wings, a sticker, a drawn line: a shape on a plain ground."""
    pixels = plain(ground)
    cv2.fillPoly(pixels, [np.array(points, np.int32)], color, cv2.LINE_AA)
    return pixels


def touch(pixels, *texts, **more):
    found = collisions(pin(pixels, *(texts or (SHORT,)), fills=("black",) * 2, **more))
    kinds = {each.obstacle for each in found.collisions}
    assert (Obstacle.THING in kinds) == (found.touch_length > 0)
    return found


# Its letters end at 321 and stand on 460.
SHORT = ("Easy pasta", 40, 400, 60)
BIRD = [(326, 436), (470, 380), (600, 300), (520, 450), (326, 446)]


def test_letters_that_touch_a_thing_of_their_own_color():
    found = touch(with_thing(BIRD))

    assert found.touch_length > 0.3
    (each,) = found.collisions
    assert (each.obstacle, each.text) == (Obstacle.THING, SHORT[0])
    assert each.thing.left > 320


@pytest.mark.parametrize("foot", [180, 120, 260])
def test_a_line_that_is_drawn_through_the_words(foot):
    pixels = plain((20, 30, 60))
    cv2.line(pixels, (180, 300), (foot, 560), (60, 150, 250), 4)
    found = collisions(pin(pixels, SHORT))

    assert found.touch_length > 0.2


@pytest.mark.parametrize(
    "pixels",
    [
        with_thing([(x + 40, y) for x, y in BIRD]),  # beside it
        with_thing([(40, 470), (320, 470), (320, 476), (40, 476)]),  # underlined
        with_thing([(20, 380), (340, 380), (340, 470), (20, 470)], (90, 200, 120)),
        with_thing([(20, 417), (34, 417), (34, 431), (20, 431)]),  # a bullet
        with_thing([(0, 300), (600, 300), (600, 398), (0, 398)], (240, 240, 240)),
        cv2.GaussianBlur(with_thing(BIRD, (190, 140, 80)), (0, 0), 25),  # soft
    ],
)
def test_what_is_beside_below_or_behind_the_words_touches_none(pixels):
    assert touch(pixels).touch_length < 0.05


def test_the_next_line_is_no_thing():
    below = ("tonight", 40, 452, 60)

    assert touch(plain((230, 180, 110)), SHORT, below).touch_length == 0


def test_a_touch_is_the_same_at_twice_the_size():
    one, two = (touch(with_thing(BIRD), scale=n).touch_length for n in (1, 2))

    assert two == pytest.approx(one, rel=0.25)


def test_a_person_under_the_words_is_covered():
    pixels = plain((150, 170, 190))
    cv2.ellipse(pixels, (300, 450), (90, 260), 0, 0, 360, (200, 60, 40), cv2.FILLED)
    for row in range(220, 690, 26):
        cv2.line(pixels, (240, row), (360, row), (250, 220, 60), 6)
    over = focal_point.FAMILY.extract(pin(pixels, ("Easy pasta", 130, 410, 80)))
    beside = focal_point.FAMILY.extract(pin(pixels, ("Easy pasta", 130, 40, 80)))

    assert over.covered_share > 0.05
    assert beside.covered_share == 0
    subject = over.subject_box
    assert subject.left < 300 < subject.left + subject.width
    assert subject.top < 450 < subject.top + subject.height


def test_letters_that_form_no_words_are_counted():
    texts = ("RESUDE CLALLOGENT", 20, 100, 40), ("easy pasta dinner", 20, 200, 40)
    found = lettering.FAMILY.extract(pin(plain(), *texts))

    assert (found.long_word_count, found.strange_word_count) == (5, 2)
    assert found.strange_lines[0].text == "RESUDE CLALLOGENT"
    assert found.strange_lines[0].size == pytest.approx(1.0, abs=0.1)
    assert (found.tangled_line_count, found.boxed_line_count) == (0, 0)


def test_an_unread_row_at_the_edge_is_cut():
    creative = pin(plain(), TITLE)
    drawn = Image.fromarray(creative.pixels)
    font = ImageFont.load_default(36)
    ImageDraw.Draw(drawn).text((40, 880), "for busy weeknights", "white", font)
    half = Creative(Pin(Path()), np.asarray(drawn), Settings())
    half._derived[read_text] = creative.once(read_text)
    (row,) = text_edges.FAMILY.extract(half).cut_rows

    assert (row.left, row.top) == pytest.approx((42, 879), abs=6)
    assert text_edges.FAMILY.extract(creative).cut_row_count == 0
