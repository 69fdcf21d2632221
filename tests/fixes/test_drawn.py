"""Fixes drawn on pixels: the letters, and nothing else, are where they should be."""

import numpy as np
import pytest

from scorer.core.fix import (
    Band,
    Color,
    Crop,
    Headline,
    Layout,
    Lift,
    Move,
    Panel,
    Scale,
    Text,
)
from scorer.core.units import Box
from scorer.fixes.drawn import draw
from scorer.vision.color.legible import contrast_of

GROUND, INK = (232, 223, 208), (34, 34, 34)
# Two words of a line, and another line below.
WORDS = (Box(120, 280, 70, 40), Box(211, 280, 69, 40))
LINE, BELOW = Box(120, 280, 160, 40), Box(140, 340, 120, 20)
BLUE = (16, 48, 192)


def pin(ground=GROUND, ink=INK, below=None):
    pixels = np.full((600, 400, 3), ground, np.uint8)
    for left, top, width, height in WORDS:
        pixels[top : top + height, left : left + width] = ink
    if below:
        left, top, width, height = BELOW
        pixels[top : top + height, left : left + width] = below
    return pixels


def dark(pixels):
    """Rows and columns of what is dark."""
    return np.where(pixels.mean(axis=2) < 120)


def extent(pixels):
    rows, columns = dark(pixels)
    return np.ptp(rows) + 1, np.ptp(columns) + 1


def near(pixels, color, tolerance=14):
    return np.abs(pixels.astype(int) - color).max(axis=2) <= tolerance


def test_the_picture_that_is_given_stays_as_it_is():
    before = pin()
    draw(before, Scale((LINE,), 1.5))
    assert (before == pin()).all()


def test_words_are_as_many_times_larger_as_is_asked():
    made = draw(pin(), Scale((LINE,), 1.8))

    assert extent(made.pixels) == pytest.approx((72, 288), rel=0.05)
    assert made.said == ""


def test_words_that_do_not_fit_go_on_in_the_next_row():
    made = draw(pin(), Scale((LINE,), 3.0))

    assert made.said == "3.0× as large, in 2 rows"
    assert extent(made.pixels)[1] <= 0.93 * 400
    assert extent(made.pixels)[0] > 2 * 3 * 40


def test_words_that_fit_nowhere_are_as_large_as_fits():
    made = draw(pin(), Scale((LINE,), 12.0))

    assert made.said == "as large as fits, 3.5×: 12.0× needs fewer words"
    assert extent(made.pixels)[1] <= 0.93 * 400


def test_larger_words_push_the_next_line_down():
    made = draw(pin(below=BLUE), Scale((LINE,), 2.2), others=[BELOW])
    blue = np.where(near(made.pixels, BLUE))[0]

    assert near(made.pixels, BLUE).sum() == pytest.approx(120 * 20, rel=0.1)
    assert np.where(near(made.pixels, INK))[0].max() < blue.min()


def test_a_label_does_not_grow_and_so_its_words_stay():
    label = pin()
    label[265:335, 105:295] = (0, 120, 60)
    for left, top, width, height in WORDS:
        label[top : top + height, left : left + width] = 250
    made = draw(label, Scale((LINE,), 2.0))

    assert made.said == "no room to be 2.0× as large: cut words"
    assert (made.pixels == label).all()


def test_words_do_not_grow_into_a_picture():
    beside = pin()
    beside[200:270] = np.random.default_rng(1).integers(0, 255, (70, 400, 3))
    beside[330:400] = np.random.default_rng(2).integers(0, 255, (70, 400, 3))
    made = draw(beside, Scale((LINE,), 3.0))

    assert made.said.startswith("as large as fits, 1.1×")
    assert (made.pixels[200:270] == beside[200:270]).all()
    assert (made.pixels[340:400] == beside[340:400]).all()


def test_a_picture_does_not_give_way_to_words():
    given = pin(below=BLUE)
    given[345:355, 150:250] = 255
    given[336:364, 100:139] = np.random.default_rng(1).integers(0, 255, (28, 39, 3))
    given[400:520] = np.random.default_rng(3).integers(0, 255, (120, 400, 3))
    made = draw(given, Scale((LINE,), 3.0, "top"), others=[BELOW])

    assert (made.pixels[400:520] == given[400:520]).all()


def test_words_get_the_color_and_their_ground_stays():
    made = draw(
        pin(ink=(184, 171, 152)), Color((LINE,), "#b8ab98", "#5a3c10", "#e8dfd0")
    )

    assert near(made.pixels, (90, 60, 16)).sum() == pytest.approx(139 * 40, rel=0.06)
    assert near(made.pixels, GROUND).sum() == pytest.approx(
        400 * 600 - 139 * 40, rel=0.01
    )


def test_a_panel_lies_behind_the_words_and_is_wider():
    made = draw(pin(), Panel((LINE,), "#ffffff", "#103050"))

    assert near(made.pixels, (255, 255, 255)).sum() == pytest.approx(139 * 40, rel=0.06)
    assert near(made.pixels, (16, 48, 80)).sum() > 160 * 40


@pytest.mark.parametrize("ground", [(120, 120, 120), (250, 250, 250), (90, 40, 30)])
def test_a_panel_without_a_color_makes_the_letters_stand_out(ground):
    made = draw(pin(ground=ground), Panel((LINE,)))
    panel = made.pixels[LINE.top - 8, LINE.left + 30]

    colors = ("#" + bytes(int(x) for x in each).hex() for each in (panel, INK))
    assert contrast_of(*colors) >= 7
    assert near(made.pixels, INK).sum() > 0.9 * 139 * 40


def test_lines_that_go_leave_the_ground():
    assert near(draw(pin(), Text((LINE,))).pixels, GROUND, 3).all()


def test_a_line_is_moved_and_made_smaller():
    made = draw(pin(), Move((LINE,), (Box(20, 500, 80, 20),)))
    rows, columns = dark(made.pixels)

    assert (rows.min(), columns.min()) == pytest.approx((500, 20), abs=2)
    assert extent(made.pixels) == pytest.approx((20, 80), abs=3)


def test_boxes_are_in_pixels_of_the_file():
    file = Box(300, 700, 400, 100)
    made = draw(pin(), Move((file,), (Box(300, 100, 400, 100),)), scale=0.4)

    assert dark(made.pixels)[0].min() == pytest.approx(40, abs=2)


def test_a_crop_is_its_box():
    made = draw(pin(), Crop(Box(100, 0, 200, 300), 1000, 1500))

    assert made.pixels.shape == (300, 200, 3)
    assert made.changed == (0, 0, 200, 300)


def test_words_are_set_anew_on_what_is_kept():
    kept = Box(200, 0, 200, 300)
    made = draw(pin(), Layout(kept, (LINE,), 1.0, 30, 1000, 1500))
    rows, columns = dark(made.pixels)

    assert made.pixels.shape == (300, 200, 3)
    assert rows.min() == pytest.approx(36, abs=2)  # below the room above its letters
    assert (columns.min() + columns.max()) / 2 == pytest.approx(100, abs=3)
    assert extent(made.pixels) == pytest.approx((40, 150), abs=4)


def test_words_set_anew_that_are_too_wide_take_rows_and_stay_in_the_picture():
    kept = Box(200, 0, 150, 225)
    made = draw(pin(), Layout(kept, (LINE,), 1.8, 200, 1000, 1500))
    rows, _ = dark(made.pixels)

    assert extent(made.pixels)[0] > 2 * 1.8 * 40
    assert rows.max() < 225 - 0.03 * 150
    assert extent(made.pixels)[1] == pytest.approx(1.8 * 70, rel=0.06)


@pytest.mark.parametrize("is_above", [True, False])
def test_words_are_set_on_a_band_beside_the_picture(is_above):
    fix = Band(Box(0, 150, 400, 450), (LINE,), 1.0, 150, is_above, "#101010", "#ffffff")
    made = draw(pin(), fix)
    rows, _ = dark(made.pixels)
    band = made.pixels[:150] if is_above else made.pixels[450:]
    picture = made.pixels[150:] if is_above else made.pixels[:450]

    assert made.pixels.shape == (600, 400, 3)
    assert near(band, (255, 255, 255)).mean() > 0.5
    assert near(band, (16, 16, 16)).sum() > 500
    assert not dark(picture)[0].size
    assert (rows.min() + rows.max()) / 2 == pytest.approx(
        75 if is_above else 525, abs=4
    )


@pytest.mark.parametrize("text", ["Ten easy dinners for slow evenings", "簡単夕食", ""])
def test_a_headline_stands_on_its_panel_in_its_place(text):
    place = Box(40, 60, 320, 200)
    fix = Headline(place, text, 20.0, "#101010", "#ffffff")
    made = draw(np.full((600, 400, 3), (90, 40, 30), np.uint8), fix)
    left, top, width, height = made.changed

    assert (left, top, width) == place[:3]
    assert 20 < height <= 200
    panel = made.pixels[int(top) : int(top + height), 40:360]
    assert near(panel, (255, 255, 255)).mean() > 0.5
    assert near(panel, (16, 16, 16)).sum() > 200
    assert near(made.pixels[300:], (90, 40, 30), 0).all()


def test_light_is_lifted_as_the_formula_says():
    # L* of #303030 is 19.9; 100 * .199 ** .5 = 44.5, which is #696969.
    made = draw(pin(ground=(48, 48, 48)), Lift(0.0, 100.0, 0.5))

    assert made.pixels[5, 5] == pytest.approx([105] * 3, abs=2)


@pytest.mark.parametrize(
    "box", [Box(-50, -50, 10, 10), Box(390, 590, 40, 40), Box(0, 0, 0, 0)]
)
@pytest.mark.parametrize(
    "fix",
    [
        lambda box: Scale((box,), 9.0),
        lambda box: Move((box,), (Box(900, 900, 5, 5),)),
        lambda box: Panel((box,)),
        lambda box: Text((box,)),
        lambda box: Crop(box, 10, 10),
        lambda box: Layout(box, (box,), 1.0, 0, 10, 10),
        lambda box: Band(box, (box,), 1.0, 10, is_above=False),
    ],
)
def test_boxes_at_and_beyond_the_edge_are_no_error(box, fix):
    assert draw(pin(), fix(box)).pixels.size


def test_lines_of_unlike_size_are_not_run_into_each_other():
    canvas = np.full((600, 400, 3), 240, np.uint8)
    headline = (Box(40, 100, 140, 40), Box(200, 100, 140, 40))
    items = (Box(40, 160, 120, 20), Box(40, 190, 120, 20))
    for left, top, width, height in (*headline, *items):
        canvas[top : top + height, left : left + width] = 20
    made = draw(canvas, Scale((Box(40, 100, 300, 40), *items), 1.5))

    assert made.said == "1.5× as large, in 4 rows"
    rows = np.flatnonzero((made.pixels.mean(axis=2) < 120).any(axis=1))
    assert np.count_nonzero(np.diff(rows) > 1) == 3


def test_words_grow_to_where_nothing_has_to_give_way():
    below = (40, 150, 200, 30)
    canvas = np.full((600, 400, 3), 240, np.uint8)
    for left, top, width, height in (Box(40, 100, 100, 40), below):
        canvas[top : top + height, left : left + width] = 20
    made = draw(canvas, Scale((Box(40, 100, 100, 40),), 2.0), others=[Box(*below)])

    assert (made.pixels[150:180, 40:240] == 20).all()
    assert made.pixels[:100, 60:100].min() < 40


@pytest.mark.parametrize(("keeps", "end"), [("top", 0), ("bottom", -1)])
def test_words_grow_towards_the_room(keeps, end):
    before, after = (
        dark(draw(pin(), Scale((LINE,), factor, keeps)).pixels)[0]
        for factor in (1.01, 1.8)
    )

    assert np.sort(after)[end] == pytest.approx(np.sort(before)[end], abs=3)
