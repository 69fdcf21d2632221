"""Marks over the picture: every badge is seen, none lies on the words it points at."""

import io

import numpy as np
import pytest
from PIL import Image

from scorer import reports
from scorer.core.units import Box
from tests.reports import _make as make
from tests.reports._marked import CHECK, marked
from tests.support.browsing import DESKTOP, PHONE, in_browser, opened

pytestmark = in_browser

COLUMN = [Box(100, 60 + 45 * row, 800, 24) for row in range(30)]
GRID = [Box(40 + 320 * x, 100 + 140 * y, 280, 60) for y in range(9) for x in range(3)]
ONE = [Box(200, 700, 600, 120)]
EDGES = [Box(0, 0, 300, 40), Box(700, 0, 300, 40), Box(0, 1460, 1000, 40)]
PINS = {
    "a finding a line": (COLUMN, COLUMN),
    "two and more on one line": (ONE, ONE * 5),
    "a block and its lines": (COLUMN[:6], [Box(100, 60, 800, 249), *COLUMN[:6]]),
    "three columns": (GRID, GRID[:20]),
    "lines at the edges": (EDGES, EDGES),
    "the whole picture and a line": (ONE, [Box(0, 0, 1000, 1500), *ONE]),
    "places without words": (ONE, [Box(50, 50, 400, 400), Box(500, 900, 400, 500)]),
}


def checked(browser, tmp_path, report, size):
    path = tmp_path / "pin.html"
    text = "".join(reports.render(make.document(report), "html"))
    path.write_text(text, encoding="utf-8")
    with opened(browser, path.as_uri(), size) as tab:
        tab.wait_for_selector(".badge button")
        return tab.evaluate(CHECK)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("name", PINS)
def test_every_badge_is_seen_and_covers_no_words(browser, tmp_path, name, size):
    boxes, regions = PINS[name]
    found = checked(browser, tmp_path, marked(boxes, regions), size)

    assert found["badges"] == found["distinct"] == found["spots"] == len(regions)
    assert (found["hidden"], found["covering"], found["overlapping"]) == (0, 0, 0)


GEOMETRY = """({ lines, spots, width, height }) => {
  const found = markGeometry({ width, height, lines, spots });
  return found.groups.map(({ numbers, rects }) => ({ numbers, rects }));
}"""


@pytest.fixture
def tab(browser, tmp_path):
    path = tmp_path / "pin.html"
    document = make.document(marked(ONE, ONE))
    path.write_text("".join(reports.render(document, "html")), encoding="utf-8")
    with opened(browser, path.as_uri()) as found:
        yield found


def geometry(tab, lines, spots):
    given = {"lines": lines, "spots": spots, "width": 400, "height": 600}
    return tab.evaluate(GEOMETRY, given)


def test_outline_keeps_clear_of_the_ink(tab):
    spots = [{"number": "1", "box": [100, 100, 200, 30]}]
    (group,) = geometry(tab, [[100, 100, 200, 30]], spots)

    ((left, top, width, height),) = group["rects"]
    assert 6 <= 100 - left <= 8
    assert 6 <= 100 - top <= 8
    assert 6 <= left + width - 300 <= 8
    assert 6 <= top + height - 130 <= 8


def test_findings_at_one_place_share_a_badge(tab):
    box = [100, 100, 200, 30]
    spots = [{"number": n, "box": box} for n in ("1", "2", "3")]
    (group,) = geometry(tab, [box], spots)

    assert group["numbers"] == ["1", "2", "3"]


def test_a_block_is_outlined_by_its_lines_each_once(tab):
    lines = [[100, 100, 200, 30], [100, 140, 180, 30], [100, 400, 200, 30]]
    (group,) = geometry(tab, lines, [{"number": "1", "box": [100, 100, 200, 70]}])

    assert len(group["rects"]) == 2


def test_a_line_has_one_outline_of_a_finding_or_of_its_own(browser, tmp_path):
    path = tmp_path / "pin.html"
    document = make.document(marked(COLUMN[:5], COLUMN[1:3]))
    path.write_text("".join(reports.render(document, "html")), encoding="utf-8")
    with opened(browser, path.as_uri()) as tab:
        drawn = [
            tab.locator(f".marks .around.{name} .line rect").count()
            for name in ("meant", "free", "place")
        ]

    assert drawn == [2, 3, 0]


def test_no_outline_crosses_letters(browser, tmp_path):
    """Lines so close that the outline of one would run through the next."""
    boxes = [Box(100, 400 + 30 * row, 800, 24) for row in range(8)]
    path = tmp_path / "pin.html"
    document = make.document(marked(boxes, boxes[::2]))
    path.write_text("".join(reports.render(document, "html")), encoding="utf-8")
    with opened(browser, path.as_uri()) as tab:
        tab.add_style_tag(content=".leader, .badges { visibility: hidden }")
        place = tab.locator("#view .canvas")
        shot = Image.open(io.BytesIO(place.screenshot())).convert("RGB")
    scale = shot.width / 1000
    pixels = np.asarray(shot, float)
    for left, top, width, height in boxes:
        inner = pixels[
            round((top + 4) * scale) : round((top + height - 4) * scale),
            round((left + 4) * scale) : round((left + width - 4) * scale),
        ]
        assert inner.max() < 90


def test_a_line_tells_its_size_when_pointed_at_and_when_tapped(tab):
    canvas = tab.locator("#view .canvas").bounding_box()
    x, y = canvas["x"] + canvas["width"] / 2, canvas["y"] + canvas["height"] / 2
    told = tab.locator("#view .told")
    hidden = told.is_hidden()
    tab.mouse.move(x, y)
    pointed = told.inner_text()
    tab.mouse.move(5, 5)
    gone = told.is_hidden()
    tab.mouse.click(x, y)

    assert hidden
    assert gone
    assert "“line 0”" in pointed
    assert told.inner_text() == pointed
