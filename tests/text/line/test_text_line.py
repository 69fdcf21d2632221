"""Lines drawn with a known face, measured."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.text.line.contrast import contrast_ratio, luminance
from scorer.text.line.text_line import ReadStrip, measured_lines


def drawn(text, size=60, ink=(0, 0, 0), ground=(255, 255, 255)):
    """A line of Pillow's own face: pixels, padded quad, its cap height and ink box."""
    font = ImageFont.load_default(size)
    left, top, right, bottom = font.getbbox(text)
    canvas = (int(right) + 2 * size, int(bottom) + 2 * size)
    picture = Image.new("RGB", canvas, ground)
    ImageDraw.Draw(picture).text((size, size), text, ink, font)
    pad = 0.2 * (bottom - top)
    x0, y0 = size + left - pad, size + top - pad
    x1, y1 = size + right + pad, size + bottom + pad
    _, cap_top, _, cap_bottom = font.getbbox("H")
    box = (size + left, size + top, right - left, bottom - top)
    quad = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    return np.array(picture), quad, cap_bottom - cap_top, box


def measured_line(pixels, text, confidence, quad, centers):
    strip = ReadStrip(text, confidence, np.array(quad, float), tuple(centers))
    (line,) = measured_lines(pixels, strip)
    return line


def centers(text, size=60):
    font = ImageFont.load_default(size)
    whole = font.getlength(text)
    return [
        (font.getlength(text[:i]) + font.getlength(text[: i + 1])) / 2 / whole
        for i in range(len(text))
    ]


def measured(text, **look):
    pixels, quad, cap, box = drawn(text, **look)
    return measured_line(pixels, text, 0.9, quad, centers(text)), cap, box


@pytest.mark.parametrize("size", [14, 24, 60, 140])
@pytest.mark.parametrize("text", ["EASY DINNER", "Healthy Meals", "$2.50 PER MEAL"])
def test_cap_height(text, size):
    line, cap, _ = measured(text, size=size)

    assert line.cap_height_px == pytest.approx(cap, rel=0.1, abs=0.6)
    assert line.cap_height_source == "capitals"


@pytest.mark.parametrize(
    ("text", "source"),
    [("30", "figures"), ("bold kid", "ascenders"), ("moon", "x-height")],
)
def test_fallback_is_stated(text, source):
    line, cap, _ = measured(text)

    assert line.cap_height_source == source
    assert line.cap_height_px == pytest.approx(cap, rel=0.15)


def test_box_is_the_ink():
    line, _, _ = measured("Pages")
    rows, columns = np.nonzero(drawn("Pages")[0].min(2) < 128)
    left, top = columns.min(), rows.min()
    ink = (left, top, columns.max() + 1 - left, rows.max() + 1 - top)

    assert tuple(line.box) == pytest.approx(ink, abs=2)


def test_letter_cut_by_the_picture_is_ink():
    text = "EASY DINNER"
    pixels, quad, _, box = drawn(text)
    right = box[0] + round(0.96 * box[2])  # through the last letter
    cut = ((quad[0]), (right, quad[1][1]), (right, quad[2][1]), (quad[3]))

    line = measured_line(pixels[:, :right], text, 0.9, cut, centers(text))

    assert line.box[0] + line.box[2] == pytest.approx(right, abs=1)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ((0, 0, 0), (255, 255, 255)),
        ((255, 255, 255), (20, 40, 60)),
        ((120, 120, 120), (255, 255, 255)),
        ((240, 120, 100), (180, 190, 160)),
        ((200, 200, 200), (250, 250, 250)),
    ],
)
def test_contrast_is_that_of_the_colors(ink, ground):
    line, _, _ = measured("Contrast Test", ink=ink, ground=ground)
    shades = luminance(np.array([[ink, ground]], np.uint8))[0]
    truth = contrast_ratio(float(shades[0]), float(shades[1]))

    assert line.contrast == pytest.approx(truth, rel=0.07)


def test_worst_part_counts():
    text = "Half on light ground"
    pixels, quad, _, box = drawn(text)
    shade = np.full(pixels.shape[1], 255)
    shade[int(box[0] + box[2] / 2) :] = 90
    faded = np.minimum(pixels, shade[None, :, None]).astype(np.uint8)
    line = measured_line(faded, text, 0.9, quad, centers(text))

    assert line.contrast < 4
    assert line.contrast_typical > line.contrast


def test_plain_ground_has_no_ink():
    pixels = np.full((80, 300, 3), 200, np.uint8)
    quad = ((9, 9), (290, 9), (290, 70), (9, 70))
    line = measured_line(pixels, "ghost", 0.6, quad, ())

    assert (line.contrast, line.cap_height_source) == (None, "padded-box")


def test_turned_line_is_measured_like_a_level_one():
    pixels, quad, cap, _ = drawn("TURNED LINE")
    turned = np.ascontiguousarray(np.rot90(pixels, -1))
    width = turned.shape[1]
    corners = [(width - y, x) for x, y in quad]
    line = measured_line(turned, "TURNED LINE", 0.9, corners, centers("TURNED LINE"))

    assert line.angle_deg == pytest.approx(90)
    assert line.cap_height_px == pytest.approx(cap, rel=0.1)


def test_separators_stand_apart():
    line, _, _ = measured("Offer·Price")

    assert line.text == "Offer · Price"


def beside(*runs):
    """Runs of (text, size, ink) drawn on one baseline: pixels, quad, centers."""
    picture = Image.new("RGB", (1400, 200), "white")
    draw, x, middles = ImageDraw.Draw(picture), 40.0, []
    for text, size, ink in runs:
        font = ImageFont.load_default(size)
        for n, char in enumerate(text):
            begin, end = font.getlength(text[:n]), font.getlength(text[: n + 1])
            middles.append(x + (begin + end) / 2)
            assert char
        draw.text((x, 140), text, ink, font, anchor="ls")
        x += font.getlength(text)
    top = 140 - 0.95 * max(size for _, size, _ in runs)
    quad = ((30, top), (x + 10, top), (x + 10, 165), (30, 165))
    strip = ReadStrip(
        "".join(text for text, _, _ in runs),
        0.9,
        np.array(quad, float),
        tuple((middle - 30) / (x - 20) for middle in middles),
    )
    return np.array(picture), strip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Restart it in ", 70, (20, 20, 60)), ("30", 70, (230, 70, 60))),
        (("Restart it all in ", 50, (20, 20, 60)), ("30", 80, (20, 20, 60))),
        (("SHE LOST ", 80, "black"), ("18 lbs", 56, "black")),
    ],
)
def test_a_change_of_color_or_size_parts_the_line(first, second):
    found = measured_lines(*beside(first, second))

    assert [line.text for line in found] == [first[0].strip(), second[0]]
    for line, (_, size, _) in zip(found, (first, second), strict=True):
        font = ImageFont.load_default(size)
        cap = -font.getbbox("H", anchor="ls")[1]
        assert line.cap_height_px == pytest.approx(cap, rel=0.06)


def test_one_style_stays_one_line():
    found = measured_lines(*beside(("Restart your agency in 30 days", 70, "black")))

    assert [line.text for line in found] == ["Restart your agency in 30 days"]


@pytest.mark.parametrize("mark", ["-", "→", "•"])
def test_mark_of_an_item_is_no_part_of_it(mark):
    # Pillow's face lacks the arrow: its box stands for it.
    found = measured_lines(*beside((f"{mark} ", 60, "red"), ("Ask first", 60, "black")))

    assert [(line.text, line.mark) for line in found] == [("Ask first", mark)]


def test_an_outline_is_what_ink_stands_on():
    picture = Image.new("RGB", (700, 160), (250, 250, 250))
    font = ImageFont.load_default(64)
    look = {"stroke_width": 5, "stroke_fill": (0, 0, 0)}
    ImageDraw.Draw(picture).text((50, 40), "White on white", "white", font, **look)
    *_, right, bottom = font.getbbox("White on white")
    quad = ((40, 45), (60 + right, 45), (60 + right, 55 + bottom), (40, 55 + bottom))
    line = measured_line(
        np.array(picture), "White on white", 0.9, quad, centers("White on white", 64)
    )

    assert line.contrast > 4.5


def test_letters_that_sink_into_the_ground_count():
    text = "The end sinks away"
    pixels, quad, _, box = drawn(text, ink=(40, 40, 40), ground=(240, 240, 240))
    middle = int(box[0] + 0.8 * box[2])
    pixels[:, middle:] = np.minimum(pixels[:, middle:], 40)
    line = measured_line(pixels, text, 0.9, quad, centers(text))

    assert line.contrast < 1.3
    assert line.readable_share < 1


def test_x_height_is_measured():
    font = ImageFont.load_default(60)
    line, _, _ = measured("Easy cream")

    assert line.x_height_px == pytest.approx(
        -font.getbbox("x", anchor="ls")[1], rel=0.1
    )


def test_nothing_is_told_of_a_line_read_outside_the_picture():
    pixels, quad, _, _ = drawn("Cake")
    width = pixels.shape[1]
    outside = [(x + width, y) for x, y in quad]

    line = measured_line(pixels, "Cake", 0.9, outside, centers("Cake"))

    assert line.contrast is None


@pytest.mark.parametrize(
    ("ink", "ground"),
    [((225, 127, 93), (252, 236, 210)), ((200, 90, 160), (9, 40, 9))],
)
@pytest.mark.parametrize("size", [24, 60])
def test_usual_colors_of_ink_and_background(size, ink, ground):
    line, _, _ = measured("Healthy Meals", size=size, ink=ink, ground=ground)

    for found, drawn_color in ((line.ink_color, ink), (line.background_color, ground)):
        shades = [int(found[i : i + 2], 16) for i in (1, 3, 5)]
        assert shades == pytest.approx(drawn_color, abs=12)


def test_a_clear_line_needs_no_other_color():
    line, _, _ = measured("Healthy Meals")

    assert (line.ink_color, line.background_color) == ("", "")
