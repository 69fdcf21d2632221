"""What is kept: views in the address, pictures, a table, a checklist; and paper."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from scorer import reports
from tests.reports import _drawn
from tests.reports import _make as make
from tests.support.browsing import PHONE, in_browser, opened, windows

pytestmark = in_browser
# Unread comes first, then by score.
WIDE, POOR, GOOD = "#pin-2", "#pin-3", "#pin-4"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(_drawn.page(), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def shown(browser, address):
    with windows(browser, address) as show:
        yield show


@pytest.fixture
def pin(browser, address):
    with opened(browser, address + POOR) as found:
        yield found


def names(tab):
    return tab.locator(".grid li:not([hidden]) .name").all_text_contents()


def saved(tab, kind):
    """The bytes and name of what one entry of the menu saves."""
    tab.locator(".menu:visible summary").first.click()
    with tab.expect_download() as found:
        tab.locator(f"[data-save={kind}]:visible").click()
    with open(found.value.path(), "rb") as file:  # noqa: PTH123 - Playwright's own path
        return file.read(), found.value.suggested_filename


def test_layers_and_view_hold_from_pin_to_pin(pin):
    pin.locator("[data-switch=text_lines]").click()
    pin.locator("[data-switch=clutter_map]").click()
    pin.select_option("[data-view]", "gray")
    pin.locator(".next").click()
    pin.wait_for_function("location.hash.startsWith('#pin-4')")

    pressed = pin.locator("[data-switch][aria-pressed=true]")
    assert [each.get_attribute("data-switch") for each in pressed.all()] == [
        "clutter_map"
    ]
    assert pin.locator("[data-view]").input_value() == "gray"
    assert pin.locator(".stage").get_attribute("data-seen") == "gray"


def test_the_address_brings_layers_filters_and_order_back(browser, address):
    with opened(browser, address + "#all?order=best&tone=poor") as tab:
        assert names(tab) == [
            each for each in ("poor.png", "wide.png") if each in names(tab)
        ]
        assert tab.locator("[name=order]").input_value() == "best"
        first = names(tab)
        tab.locator("[name=words]").fill("wide")
        kept = tab.url
    with opened(browser, kept) as again:
        assert names(again) == ["wide.png"]
    assert len(first) == 1 or first[0] == "poor.png"


def test_filters_that_fit_nothing_say_so_and_can_be_cleared(browser, address):
    with opened(browser, address) as tab:
        tab.locator("[name=words]").fill("no such pin")
        empty = tab.locator(".nothing").is_visible()
        tab.locator("[data-clear]").click()

        assert empty
        assert len(names(tab)) == 4


def test_wall_shows_all_pictured_pins_in_the_chosen_order(browser, address):
    with opened(browser, address + "#all?shape=feed&order=best") as tab:
        tiles = tab.locator(".wall .feed figure")
        widths = tab.locator(".wall img").evaluate_all("all => all.map(i => i.width)")

        assert tiles.count() == 3
        assert widths == [183] * 3
        assert tab.locator(".wall .chip").first.inner_text() == "100"
        assert "1 pin without a picture left out" in tab.locator(".wall").inner_text()
        tab.locator(".wall a").first.click()
        assert tab.locator("#view h1").inner_text().startswith("Calm Colors")


def test_on_a_phone_the_feed_is_one_tap_away(browser, address):
    with opened(browser, address + POOR, PHONE) as tab:
        before = tab.locator(".preview").is_visible()
        tab.locator("button[data-side=feed]").click()
        mine = tab.locator(".preview .mine img").bounding_box()

        assert not before
        assert mine["y"] < PHONE[1]
        assert not tab.locator(".stage").is_visible()


@pytest.mark.parametrize(
    "seen", ["squint", "gray", "deutan", "protan", "tritan", "dim", "low"]
)
def test_every_view_changes_the_picture(shown, seen):
    tab = shown(f"{POOR}?off=findings,text_lines")
    picture = tab.locator(".canvas")
    tab.select_option("[data-view]", "")
    plain = pixels(picture.screenshot())
    tab.select_option("[data-view]", seen)
    other = pixels(picture.screenshot())

    assert np.abs(plain - other).mean() > 0.8
    if seen == "gray":
        assert np.ptp(other[30:-30, 30:-30], axis=2).max() <= 3


def pixels(content):
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"), float)


def test_maps_have_legends_and_shares(browser, address):
    with opened(
        browser, f"{address}{POOR}?on=saliency_map,clutter_map,contrast"
    ) as tab:
        said = tab.locator(".legends").inner_text()

        assert "not checked against people’s eyes" in said
        assert "The same scale for every pin" in said
        assert "below 3:1" in said
        assert tab.locator(".shares b").first.inner_text().endswith("%")


def test_picture_is_enlarged_and_closed_by_escape(pin):
    pin.locator("[data-zoom]").click()
    dialog = pin.locator("#zoom")
    before = dialog.locator("img").bounding_box()["width"]
    dialog.get_by_label("Larger").click()
    after = dialog.locator("img").bounding_box()["width"]
    pin.keyboard.press("Escape")

    assert after == pytest.approx(1.5 * before, rel=0.02)
    assert not dialog.is_visible()
    assert pin.locator("#view h1").is_visible()


def test_annotated_picture_is_saved_with_its_marks(pin):
    content, name = saved(pin, "annotated")
    image = pixels(content)
    red = (image[..., 0] > 180) & (image[..., 1] < 70) & (image[..., 2] < 90)

    assert name == "poor annotated.png"
    assert image.shape[1] > 300
    assert red.sum() > 300


def test_summary_card_is_saved(pin):
    content, name = saved(pin, "card")

    assert name == "poor summary.png"
    assert pixels(content).shape == (1000, 1200, 3)


def test_checklist_is_copied_with_what_is_done(browser, address):
    with opened(browser, address + POOR) as tab:
        tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab.locator("[data-id=small-text] [data-tick=done]").click()
        tab.locator("[data-id=no-benefit] [data-tick=ignored]").click()
        tab.locator(".path .menu summary").click()
        tab.locator(".path [data-save=checklist]").click()
        tab.wait_for_selector("#told:not([hidden])")
        text = tab.evaluate("navigator.clipboard.readText()")

    assert text.startswith("## poor.png\n- [x] Title of small-text (+")
    assert "no-benefit" not in text


def test_table_holds_the_pins_that_are_shown_and_no_formula(browser, tmp_path):
    path = tmp_path / "report.html"
    pins = [make.report("=cmd.png", 20.0, title='say "hi", all'), _drawn.good()]
    text = "".join(reports.render(make.document(*pins), "html"))
    path.write_text(text, encoding="utf-8")
    with opened(browser, path.as_uri()) as tab:
        content, name = saved(tab, "csv")
        rows = content.decode("utf-8-sig").split("\r\n")

    assert name == "scores.csv"
    assert rows[0].startswith("file,title,score,mobile,text")
    assert rows[1].startswith('\'=cmd.png,"say ""hi"", all",20,')
    assert len(rows) == 4


# Findings with a fix, of the pins as they are stored.
_FIXES = """[...document.querySelectorAll('template[data-pin]')].reduce(
    (sum, { content }) => sum + content.querySelectorAll('[data-fix]').length, 0)"""


def test_overview_prints_every_pin_with_its_findings(browser, address):
    with opened(browser, address) as tab:
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
        tab.emulate_media(media="print")
        printed = tab.locator("#paper > article")
        titles = printed.locator(".title").all_inner_texts()
        chips = tab.locator(".common").is_visible()
        mended = printed.locator(".mend[data-painted]").count()
        tab.evaluate("dispatchEvent(new Event('afterprint'))")

        assert len(titles) == 2  # the good pin has none, one could not be read
        assert chips
        assert mended == tab.evaluate(_FIXES)
        assert tab.locator("#paper").count() == 0


_PICTURES = """place => [...document.querySelectorAll(place)].map(
    (each) => [each.src.slice(0, 15), each.naturalWidth])"""


def test_paper_gets_photos_of_its_size_and_the_page_its_own_back(browser, tmp_path):
    path = tmp_path / "large.html"
    large = replace(_drawn.poor(), thumbnail=_drawn.picture("#a33", (1000, 1500)))
    text = "".join(reports.render(make.document(large, _drawn.good()), "html"))
    path.write_text(text, encoding="utf-8")
    with opened(browser, path.as_uri()) as tab:
        tab.evaluate("() => Promise.all([...document.images].map((x) => x.decode()))")
        before = tab.evaluate(_PICTURES, ".card img")
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
        tab.wait_for_timeout(50)
        cards = tab.evaluate(_PICTURES, ".card img")
        paper = tab.evaluate(_PICTURES, "#paper .stage img")
        canvases = tab.locator("#paper .mend canvas").count()
        tab.evaluate("dispatchEvent(new Event('afterprint'))")

        assert before == [["data:image/png;", 1000], ["data:image/png;", 300]]
        assert cards == [["data:image/jpeg", 320], ["data:image/jpeg", 300]]
        assert paper[0] == ["data:image/jpeg", 700]
        assert canvases == 0
        assert tab.evaluate(_PICTURES, ".card img") == before


def test_a_text_size_of_the_browser_is_followed(browser, address):
    with opened(browser, address + POOR) as tab:
        said = tab.locator(".finding p").first
        size = "each => parseFloat(getComputedStyle(each).fontSize)"
        before = said.evaluate(size)
        tab.add_style_tag(content="html { font-size: 24px }")

        assert said.evaluate(size) == pytest.approx(1.5 * before)
