"""What the report looks like, held against pictures that are kept.

    python -m tests.reports.test_pictures

takes them anew; look at the page before committing them.

Fonts and their smoothing differ between machines and versions of Chromium, so no pixel
is compared. Each screenshot is averaged down to cells, in which letters are a gray and
what remains is layout and color: where pictures, cards, bars and the phone stand.
Another font moves few cells; a lost style sheet, picture, column, layer or color scheme
moves many (``test_what_must_not_happen_is_seen``). Thin marks are lost in cells of
30 px: parts that are drawn rather than written are shot closer.
"""

import io
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image

from tests.reports import _drawn
from tests.support.browsing import (
    DESKTOP,
    PHONE,
    chromium,
    close_chromium,
    in_browser,
    opened,
)

pytestmark = in_browser
KEPT = Path(__file__).parent / "pictures"
# Mean difference, of 255, and the share of cells that are further apart than FAR. With
# Inter, DejaVu Serif or condensed in place of DejaVu Sans at most 2.2 and .02 were seen
# of whole pages, .3 and .002 of drawn parts.
PAGE, PART = (4.0, 0.03), (1.0, 0.01)
FAR = 40

STILL = "* { transition: none !important } .score text { visibility: hidden }"
CLUTTER_ON = "document.querySelector('[data-switch=clutter_map]').click()"


class Shot(NamedTuple):
    view: str
    size: tuple[int, int] = DESKTOP
    scheme: str = "light"
    part: str = "body"
    cell_px: int = 30


SHOTS = {
    "overview": Shot(""),
    "overview-dark": Shot("", scheme="dark"),
    "overview-phone": Shot("", PHONE),
    "pin": Shot("#pin-3"),
    "pin-dark": Shot("#pin-3", scheme="dark"),
    "pin-phone": Shot("#pin-3", PHONE),
    "comparison": Shot("#compare-3-4"),
    "stage": Shot("#pin-3", part=".stage", cell_px=3),
    "ring": Shot("#pin-3", part=".score .ring", cell_px=8),
    "interval": Shot("#pin-3", part=".interval", cell_px=4),
    "bars": Shot("#pin-3", part=".bars .axis", cell_px=4),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return written(tmp_path_factory.mktemp("report"))


def written(folder):
    path = folder / "report.html"
    path.write_text(_drawn.page(), encoding="utf-8")
    return path.as_uri()


def shot(browser, address, name, style="", before=""):
    """Return a screenshot averaged to cells, 0..255."""
    wanted = SHOTS[name]
    place = address + wanted.view
    with opened(browser, place, wanted.size, wanted.scheme, is_new=True) as tab:
        tab.add_style_tag(content=f"{STILL} {style}")
        if before:
            tab.evaluate(before)
        whole = wanted.part == "body"
        part = tab if whole else tab.locator(wanted.part).first
        taken = Image.open(io.BytesIO(part.screenshot())).convert("RGB")
    cells = tuple(round(side / wanted.cell_px) for side in taken.size)
    return taken.resize(cells, Image.Resampling.BOX)


def difference(one, other):
    """Return the mean difference, and the share of cells that are far apart."""
    gap = np.abs(np.asarray(one, float) - np.asarray(other, float)).max(axis=2)
    return float(gap.mean()), float((gap > FAR).mean())


def is_alike(name, one, other):
    mean, far = difference(one, other)
    most, most_far = PAGE if SHOTS[name].part == "body" else PART
    return mean <= most and far <= most_far


@pytest.mark.parametrize("name", SHOTS)
def test_page_looks_as_it_did(browser, address, name):
    taken = shot(browser, address, name)
    kept = Image.open(KEPT / f"{name}.png").convert("RGB")

    assert taken.size == kept.size
    assert is_alike(name, taken, kept), difference(taken, kept)


@pytest.mark.parametrize(
    ("name", "style", "before"),
    [
        ("pin", "img { visibility: hidden }", ""),
        ("pin", ".preview { display: none !important }", ""),
        ("pin", "", "document.querySelector('style').remove()"),
        ("pin", "", CLUTTER_ON),
        ("stage", ".marks .meant, .leader { visibility: hidden }", ""),
        ("ring", ".arc { visibility: hidden }", ""),
        ("ring", ".then { visibility: hidden }", ""),
        ("interval", ".span { visibility: hidden }", ""),
        ("interval", ".base { visibility: hidden }", ""),
        ("bars", ".axis i { visibility: hidden }", ""),
        ("overview", ".grid { display: block !important }", ""),
        ("overview-dark", "", "document.querySelector('style').remove()"),
    ],
)
def test_what_must_not_happen_is_seen(browser, address, name, style, before):
    kept = Image.open(KEPT / f"{name}.png").convert("RGB")

    assert not is_alike(name, shot(browser, address, name, style, before), kept)


def boxes(tab, *selectors):
    return [tab.locator(each).first.bounding_box() for each in selectors]


def test_a_picture_comes_first_and_the_score_beside_it(browser, address):
    with opened(browser, address + "#pin-3") as tab:
        picture, ring, phone = boxes(tab, ".stage", ".score .ring", ".phone")
    right = picture["x"] + picture["width"]

    assert picture["y"] + picture["height"] <= DESKTOP[1]
    assert picture["width"] * picture["height"] >= 0.18 * DESKTOP[0] * DESKTOP[1]
    assert right <= ring["x"] < phone["x"]
    assert ring["y"] + ring["height"] <= DESKTOP[1] / 2


def test_phone_stacks_picture_score_and_findings(browser, address):
    with opened(browser, address + "#pin-3", PHONE) as tab:
        found = boxes(tab, ".stage", ".score", ".findings", ".estimate")
    tops = [box["y"] for box in found]

    assert tops == sorted(tops)
    assert tops[0] < 180


def test_on_paper_nothing_is_left_that_asks_for_a_finger(browser, address):
    with opened(browser, address + "#pin-3") as tab:
        tab.emulate_media(media="print")

        assert (
            not tab.locator(".path, .switches, .filters").filter(visible=True).count()
        )
        assert tab.locator(".finding").count() == 3


def main():
    """Take the pictures anew."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder, chromium() as found:
        address = written(Path(folder))
        for name in SHOTS:
            shot(found, address, name).save(KEPT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    try:
        main()
    finally:
        close_chromium()
