"""Findings shown mended: what the page draws from the stored picture."""

import base64
import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from scorer import reports
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
from tests.reports import _drawn
from tests.reports import _make as make
from tests.support.browsing import in_browser, opened

pytestmark = in_browser

SIZE = (400, 600)
# In the file, whose sides are 2.5 times those of the stored picture.
FILE = (1000, 1500)
WORD = Box(300, 700, 400, 100)
INK, GROUND = "#222222", "#e8dfd0"


def drawn(ground=GROUND, ink=INK, below=""):
    """Two bars for the two words of a line, on an even ground; another line below."""
    image = Image.new("RGB", SIZE, ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((120, 280, 189, 319), fill=ink)
    draw.rectangle((211, 280, 279, 319), fill=ink)
    if below:
        draw.rectangle((140, 340, 259, 359), fill=below)
    return _drawn.encoded(image)


# Of the other line, in the file.
BELOW = Box(350, 850, 300, 50)


@pytest.fixture
def shown(browser, tmp_path):
    """A function that gives the two pictures of a fix as arrays, and what is said."""

    def show(fix, picture=None):
        finding = replace(make.finding(region=WORD), fix=fix)
        report = make.report(
            results=[make.result(findings=[finding])],
            evidence={"text_lines": [{"box": list(box)} for box in (WORD, BELOW)]},
            thumbnail=picture or drawn(),
            width_px=FILE[0],
            height_px=FILE[1],
        )
        path = tmp_path / "fix.html"
        text = "".join(reports.render(make.document(report), "html"))
        path.write_text(text, encoding="utf-8")
        with opened(browser, path.as_uri()) as tab:
            mend = tab.locator(".mend").first
            mend.scroll_into_view_if_needed()
            tab.wait_for_selector(".mend[data-painted]")
            widths = mend.locator("canvas").evaluate_all(
                "c => c.map(x => x.clientWidth)"
            )
            urls = mend.locator("canvas").evaluate_all("c => c.map(x => x.toDataURL())")
            said = mend.inner_text()
        assert widths == [183, 183]
        return (*(array(url) for url in urls), said)

    return show


def array(url):
    content = base64.b64decode(url.partition(",")[2])
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"), float)


def dark(pixels, level=120):
    """Rows and columns of what is dark: heights and widths in px."""
    rows, columns = np.where(pixels.mean(axis=2) < level)
    return np.ptp(rows) + 1, np.ptp(columns) + 1


def is_near(pixels, color, tolerance=12):
    wanted = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    return np.abs(pixels - wanted).max(axis=2) <= tolerance


def has_color(pixels, color):
    return is_near(pixels, color).sum()


def test_words_are_as_many_times_larger_as_is_said(shown):
    before, after, said = shown(Scale((WORD,), 1.8))

    ratios = [a / b for a, b in zip(dark(after), dark(before), strict=True)]
    assert ratios == pytest.approx([1.8, 1.8], rel=0.06)
    assert "1.8× as large" in said


def test_words_that_do_not_fit_go_on_in_the_next_row(shown):
    before, after, said = shown(Scale((WORD,), 3.0))

    assert "3.0× as large, in 2 rows" in said
    assert dark(after)[0] > 2 * 3.0 * dark(before)[0] * 0.9
    assert dark(after)[1] <= 0.94 * after.shape[1]


def test_larger_words_push_the_next_line_down(shown):
    blue = "#1030c0"
    before, after, _ = shown(Scale((WORD,), 2.4), drawn(below=blue))
    first = [np.where(is_near(each, blue))[0].min() for each in (before, after)]
    last_dark = np.where(is_near(after, INK))[0].max()

    assert has_color(after, blue) > 0.5 * has_color(before, blue)
    assert last_dark < first[1]


@pytest.mark.parametrize(("keeps", "end"), [("top", 0), ("bottom", -1)])
def test_words_grow_towards_the_room(shown, keeps, end):
    before, after, _ = shown(Scale((WORD,), 1.8, keeps))
    rows = [np.where(each.mean(axis=2) < 120)[0] for each in (before, after)]

    # Around the ink a seventh of its height is kept free, and grows with it.
    assert np.sort(rows[1])[end] == pytest.approx(np.sort(rows[0])[end], abs=4)


def test_words_that_fit_nowhere_are_as_large_as_fits(shown):
    _, after, said = shown(Scale((WORD,), 12.0))

    assert "needs fewer words" in said
    assert dark(after)[1] <= 0.94 * after.shape[1]


def test_words_get_the_color_that_is_named(shown):
    before, after, said = shown(
        Color((WORD,), "#b8ab98", "#5a3c10", GROUND), drawn(ink="#b8ab98")
    )

    assert has_color(before, "#5a3c10") == 0
    assert has_color(after, "#5a3c10") > 500
    assert has_color(after, "#b8ab98") == 0
    assert "#5a3c10" in said


def test_a_panel_is_laid_behind_words(shown):
    _, after, said = shown(Panel((WORD,), "#ffffff", "#103050"))

    assert has_color(after, "#103050") > 2000
    assert has_color(after, "#ffffff") > 500
    assert "#103050" in said


def test_words_are_moved_to_their_place(shown):
    place = Box(300, 100, 400, 100)
    before, after, _ = shown(Move((WORD,), (place,)))
    rows = [np.where(each.mean(axis=2) < 120)[0].mean() for each in (before, after)]

    moved = (rows[1] - rows[0]) / (before.shape[1] / FILE[0])
    assert moved == pytest.approx(-600, abs=12)
    assert dark(after) == pytest.approx(dark(before), rel=0.05)


def test_the_crop_is_shown_at_its_own_shape(shown):
    before, after, said = shown(Crop(Box(100, 0, 800, 1200), 800, 1200))

    assert before.shape[0] / before.shape[1] == pytest.approx(1.5, abs=0.01)
    assert after.shape[0] / after.shape[1] == pytest.approx(1.5, abs=0.01)
    assert "800 × 1200" in said


def test_light_is_lifted_as_the_formula_says(shown):
    before, after, _ = shown(Lift(0.0, 100.0, 0.5), drawn(ground="#303030"))
    # L* of #303030 is 19.9; 100 * .199 ** .5 = 44.5, which is #696969.
    assert before[5, 5] == pytest.approx([48] * 3, abs=2)
    assert after[5, 5] == pytest.approx([105] * 3, abs=3)


def test_lines_that_go_leave_the_ground(shown):
    before, after, said = shown(Text((WORD,)))

    assert (before.mean(axis=2) < 120).sum() > 500
    assert (after.mean(axis=2) < 200).sum() == 0
    assert "Without these lines" in said


def test_a_headline_is_set_on_a_panel(shown):
    fix = Headline(Box(60, 90, 880, 450), "Ten easy dinners", 60.0)
    before, after, said = shown(fix)

    assert has_color(before, "#ffffff") == 0
    assert has_color(after, "#ffffff") > 4000
    assert "With the title as a headline" in said


def test_other_words_stand_where_the_old_stood(shown):
    _, after, said = shown(Text((WORD,), "Words"))

    assert (after.mean(axis=2) < 120).sum() > 100
    assert "With other words" in said


@pytest.mark.parametrize(
    "fix",
    [
        Scale((WORD,), 1.8),
        Scale((WORD,), 3.0),
        Scale((WORD,), 12.0),
        Move((WORD,), (Box(300, 300, 300, 75),)),
        Panel((WORD,), "", ""),
        Layout(Box(0, 0, 800, 1200), (WORD,), 1.6, 60, 800, 1200),
        Band(Box(0, 300, 1000, 1200), (WORD,), 1.2, 300, is_above=True),
        Band(Box(0, 100, 1000, 1100), (WORD,), 0.9, 400, is_above=False),
    ],
    ids=lambda fix: fix.kind,
)
def test_the_page_draws_what_agents_are_shown(shown, fix):
    _, after, _ = shown(fix)
    picture = Image.open(io.BytesIO(base64.b64decode(drawn().partition(",")[2])))
    made = draw(np.asarray(picture.convert("RGB")), fix, scale=0.4, others=[BELOW])

    ratio = made.pixels.shape[1] / after.shape[1]
    assert dark(made.pixels) == pytest.approx(
        [ratio * side for side in dark(after)], rel=0.05, abs=2
    )


def test_a_finding_without_a_fix_has_no_pictures(browser, tmp_path):
    path = tmp_path / "plain.html"
    text = "".join(reports.render(make.document(make.report()), "html"))
    path.write_text(text, encoding="utf-8")
    with opened(browser, path.as_uri()) as tab:
        assert tab.locator(".mend").count() == 0


def test_words_that_would_leave_their_label_are_not_drawn(browser, tmp_path):
    image = Image.new("RGB", SIZE, GROUND)
    pen = ImageDraw.Draw(image)
    pen.rectangle((105, 265, 295, 335), fill="#00783c")
    for left in (120, 211):
        pen.rectangle((left, 280, left + 68, 319), fill="#fafafa")
    finding = replace(make.finding(region=WORD), fix=Scale((WORD,), 2.0))
    report = make.report(
        results=[make.result(findings=[finding])],
        thumbnail=_drawn.encoded(image),
        width_px=FILE[0],
        height_px=FILE[1],
    )
    path = tmp_path / "label.html"
    path.write_text(
        "".join(reports.render(make.document(report), "html")), encoding="utf-8"
    )
    with opened(browser, path.as_uri()) as tab:
        tab.locator(".finding").first.scroll_into_view_if_needed()
        tab.wait_for_function("!document.querySelector('.mend')")
        assert tab.locator("[data-fix]").count() == 1
