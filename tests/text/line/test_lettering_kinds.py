"""Kinds of lettering whose ink is easily taken for more than it is."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.text.line.text_line import ReadStrip, measured_lines

SIZE = 60
GROUNDS = [(250, 248, 240), (40, 60, 70)]


def setting(text, ground=(250, 248, 240), pad=(40.0, 30.0)):
    """A picture with room for a line, its pen, and what stands where."""
    font = ImageFont.load_default(SIZE)
    left, top, right, bottom = _ink(text, font)
    picture = Image.new("RGB", (int(right) + 360, 280), ground)
    x, y = 180, 170
    box = (x + left, y + top, x + right, y + bottom)
    whole = font.getlength(text)
    across = [
        x + (font.getlength(text[:i]) + font.getlength(text[: i + 1])) / 2
        for i in range(len(text))
    ]
    x0, x1 = x - pad[0], x + whole + pad[0]
    y0, y1 = y + top - pad[1], y + bottom + pad[1]
    quad = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    centers = tuple((at - x0) / (x1 - x0) for at in across)
    cap = -font.getbbox("H", anchor="ls")[1]
    return picture, ImageDraw.Draw(picture), (x, y), box, quad, centers, font, cap


def _ink(text, font):
    """What a line covers, from where its baseline begins."""
    alone = Image.new("L", (int(font.getlength(text)) + 120, 240))
    ImageDraw.Draw(alone).text((60, 120), text, 255, font, anchor="ls")
    rows, columns = np.nonzero(np.array(alone) > 127)
    return (
        columns.min() - 60,
        rows.min() - 120,
        columns.max() - 59,
        rows.max() - 119,
    )


def measured(picture, text, quad, centers):
    return measured_lines(np.array(picture), ReadStrip(text, 0.98, quad, centers))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("radius", [0.5, 0.2])
@pytest.mark.parametrize("rim", [None, (20, 20, 24)])
@pytest.mark.parametrize("text", ["TIPS", "Shop now", "NEW"])
def test_a_pill_is_no_letter(text, rim, radius, ground):
    picture, pen, at, box, quad, centers, font, cap = setting(text, ground)
    pill = (box[0] - 30, box[1] - 22, box[2] + 30, box[3] + 22)
    tall = pill[3] - pill[1]
    pen.rounded_rectangle(pill, radius * tall, (200, 30, 60), rim, 5)
    pen.text(at, text, (250, 248, 240), font, anchor="ls")

    (line,) = measured(picture, text, quad, centers)

    assert line.cap_height_px == pytest.approx(cap, rel=0.08)
    assert line.box.left == pytest.approx(box[0], abs=4)
    assert line.box.width == pytest.approx(box[2] - box[0], abs=6)


def test_a_bare_rim_around_words_is_no_letter():
    picture, pen, at, box, quad, centers, font, cap = setting("READ MORE")
    rim = (box[0] - 30, box[1] - 20, box[2] + 30, box[3] + 20)
    pen.rounded_rectangle(rim, 12, None, (30, 30, 40), 4)
    pen.text(at, "READ MORE", (30, 30, 40), font, anchor="ls")

    (line,) = measured(picture, "READ MORE", quad, centers)

    assert line.cap_height_px == pytest.approx(cap, rel=0.08)
    assert line.box.width == pytest.approx(box[2] - box[0], abs=6)


@pytest.mark.parametrize("width", [3, 6, 10])
@pytest.mark.parametrize(
    ("ink", "outline"),
    [((255, 255, 255), (0, 0, 0)), ((30, 30, 30), (255, 255, 255))],
)
@pytest.mark.parametrize("ground", [(120, 140, 150), (205, 200, 190), (90, 60, 40)])
def test_an_outline_is_no_part_of_the_letters(width, ink, outline, ground):
    text = "Summer Treats"
    picture, pen, at, box, quad, centers, font, cap = setting(text, ground)
    look = {"stroke_width": width, "stroke_fill": outline}
    pen.text(at, text, ink, font, anchor="ls", **look)

    (line,) = measured(picture, text, quad, centers)

    assert line.cap_height_px == pytest.approx(cap, rel=0.08)
    assert line.box.height == pytest.approx(box[3] - box[1], abs=5)


def test_hollow_letters_are_as_high_as_their_outline():
    text = "Summer Treats"
    picture, pen, at, _, quad, centers, font, cap = setting(text)
    look = {"stroke_width": 3, "stroke_fill": (20, 20, 30)}
    pen.text(at, text, (250, 248, 240), font, anchor="ls", **look)

    (line,) = measured(picture, text, quad, centers)

    assert line.cap_height_px == pytest.approx(cap + 6, rel=0.08)


@pytest.mark.parametrize("sort", ["rule", "disc"])
def test_ornaments_beside_a_line_are_no_part_of_it(sort):
    text = "with love"
    picture, pen, at, box, quad, centers, font, _ = setting(text, pad=(120, 20))
    ink, middle = (30, 40, 90), at[1] - 15
    for edge, way in ((box[0] - 30, -1), (box[2] + 30, 1)):
        if sort == "rule":
            pen.line((edge, middle, edge + way * 70, middle), ink, 4)
        else:
            ends = sorted((edge, edge + way * 36))
            pen.ellipse((ends[0], middle - 18, ends[1], middle + 18), ink)
    pen.text(at, text, ink, font, anchor="ls")

    (line,) = measured(picture, text, quad, centers)

    assert line.box.left == pytest.approx(box[0], abs=4)
    assert line.box.width == pytest.approx(box[2] - box[0], abs=6)


@pytest.mark.parametrize("mark", ["→", "★ ★ ★", "•"])
def test_ornaments_after_a_line_are_no_words(mark):
    text = f"Read more {mark}"
    picture, pen, at, _, quad, _, font, _ = setting(text)
    pen.text(at, "Read more", (20, 20, 30), font, anchor="ls")
    begin = at[0] + font.getlength("Read more ")
    for n in range(mark.count(" ") + 1):
        left = begin + 40 * n
        pen.regular_polygon((left + 15, at[1] - 20, 15), 5, 0, (20, 20, 30))
    stops = [begin + 15 + 20 * n for n in range(len(mark))]
    span = quad[1][0] - quad[0][0]
    places = [
        at[0] + (font.getlength(text[:i]) + font.getlength(text[: i + 1])) / 2
        for i in range(len("Read more "))
    ]
    along = tuple((place - quad[0][0]) / span for place in [*places, *stops])

    (line,) = measured(picture, text, quad, along)

    assert line.text == "Read more"
    assert line.box.left + line.box.width < begin


def test_a_dash_at_the_end_stays():
    text = "Made by her —"
    picture, pen, at, _, quad, centers, font, _ = setting(text)
    pen.text(at, text, (20, 20, 30), font, anchor="ls")

    (line,) = measured(picture, text, quad, centers)

    assert line.text == text
