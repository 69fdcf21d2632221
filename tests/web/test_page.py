"""The page in a real browser."""

import base64
import io
import re

import pytest
from PIL import Image

from scorer.scoring.weights import weights
from tests.support.browsing import (
    LOOKS,
    axe_violations,
    has_sideways_scroll,
    in_browser,
    opened,
)
from tests.web._serving import serving

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
pytestmark = in_browser

# The first pin loads the models: 5 s are too short on a busy machine.
expect.set_options(timeout=30_000)

GIVE = """([kind, name, text]) => {
  const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, {type: "image/png"}));
  const more = kind === "paste" ? {clipboardData: data} : {dataTransfer: data};
  document.body.dispatchEvent(Object.assign(new Event(kind, {bubbles: true}), more));
}"""


@pytest.fixture(scope="module")
def port():
    with serving(select=("wide-image", "long-title")) as number:
        yield number


@pytest.fixture
def page(port, browser):
    with opened(browser, f"http://127.0.0.1:{port}/") as tab:
        yield tab


def picture(width=60, height=90):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def file(name, data=None):
    return {"name": name, "mimeType": "image/png", "buffer": data or picture()}


def test_chosen_pin_shows_its_report(page):
    page.fill("#title", "A cozy title")
    page.set_input_files("#files", file("a.png"))

    expect(page.locator("#view h1")).to_have_text("A cozy title")
    faultless = f"{weights().points(weights().base):.0f}"
    expect(page.locator("#view .score .ring text")).to_have_text(faultless)
    expect(page.locator(".feed .mine img")).to_have_js_property("width", 183)


@pytest.mark.parametrize("kind", ["drop", "paste"])
def test_dropped_or_pasted_pin_shows_its_report(page, kind):
    data = base64.b64encode(picture(90, 60)).decode()
    page.evaluate(GIVE, [kind, "b.png", data])

    expect(page.locator("#view")).to_contain_text("90 × 60 px is wider than 2:3")


def test_bad_file_is_told(page):
    page.set_input_files("#files", file("bad.png", b"no picture"))

    expect(page.locator("#view")).to_contain_text("Could not be read")


def test_oversize_file_is_told(port, browser):
    refused = "Failed to load resource: the server responded with a status of 413"
    with opened(browser, f"http://127.0.0.1:{port}/", expected=refused) as page:
        page.set_input_files("#files", file("big.png", b"x" * 300_000))

        expect(page.locator("#problems")).to_contain_text("big.png is too large")
        expect(page.locator("#progress")).to_be_hidden()


def test_two_at_once_are_listed_and_compared(page):
    page.set_input_files("#files", [file("a.png"), file("b.png", picture(90, 60))])
    expect(page.locator(".grid .card")).to_have_count(2)
    page.locator(".grid .card").first.click()
    page.select_option(".against select", index=1)

    expect(page.locator(".versus article")).to_have_count(2)
    expect(page.locator(".differ")).to_contain_text("Width divided by height")


def test_same_pin_again_with_other_words(page):
    page.set_input_files("#files", file("a.png"))
    page.fill("#title", "Better words")
    page.click("#again")

    expect(page.locator("#view h1")).to_have_text("Better words")
    expect(page.locator(".grid .card")).to_have_count(1)


@pytest.mark.parametrize("field", ["#title", "#description"])
def test_enter_scores_again_with_the_words(page, field):
    page.set_input_files("#files", file("a.png"))
    expect(page.locator("#view h1")).to_have_text("a.png")
    page.fill("#title", "Better words")
    page.press(field, "Enter")

    expect(page.locator("#view h1")).to_have_text("Better words")
    expect(page.locator("#said")).to_be_visible()


def test_what_other_words_did_to_the_score_is_said(page):
    page.set_input_files("#files", file("a.png"))
    expect(page.locator("#view h1")).to_have_text("a.png")
    page.fill("#title", "Stuff " * 60)
    page.click("#again")

    said = page.locator("#said")
    expect(said).to_contain_text(" for the picture alone; what these words lack")
    page.fill("#title", "Ten cozy bedroom ideas")
    page.click("#again")
    expect(said).to_contain_text(" before")
    page.click(".brand")
    expect(said).to_be_hidden()


def test_what_waits_is_shown_until_its_report_stands(page):
    held, waits = [], True
    page.route(
        "**/score?*", lambda each: held.append(each) if waits else each.continue_()
    )
    page.set_input_files("#files", [file("a.png"), file("b.png"), file("c.png")])
    expect(page.locator("#pending img").first).to_be_visible()
    waits = False
    for each in held:
        each.continue_()
    expect(page.locator(".grid .card")).to_have_count(3)

    expect(page.locator("#pending img")).to_have_count(0)


def test_fields_hold_the_words_of_the_pin_that_is_opened(page):
    page.fill("#title", "Words of A")
    page.set_input_files("#files", file("a.png"))
    expect(page.locator("#view h1")).to_have_text("Words of A")
    page.fill("#title", "Words of B")
    page.set_input_files("#files", file("b.png"))
    expect(page.locator("#view h1")).to_have_text("Words of B")
    page.locator(".previous").click()

    expect(page.locator("#title")).to_have_value("Words of A")


def test_everything_is_reached_by_keys(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.id") == "files"
    page.set_input_files("#files", file("a.png"))
    page.locator("#again").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#view h1")).to_have_text("a.png")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(port, browser, size, scheme):
    address = f"http://127.0.0.1:{port}/"
    with opened(browser, address, size, scheme) as tab:
        assert axe_violations(tab) == []
        assert not has_sideways_scroll(tab)
        tab.set_input_files("#files", [file("a.png"), file("b.png", picture(90, 60))])
        expect(tab.locator(".grid .card")).to_have_count(2)
        expect(tab.locator("#pending li")).to_have_count(0)
        assert axe_violations(tab) == []
        assert not has_sideways_scroll(tab)
        tab.locator(".grid .card").first.click()
        assert axe_violations(tab) == []
        assert not has_sideways_scroll(tab)


def test_report_is_saved_as_a_page_of_its_own(page, browser, tmp_path):
    page.set_input_files("#files", [file("a.png"), file("b.png", picture(90, 60))])
    expect(page.locator(".grid .card")).to_have_count(2)
    expect(page.locator("#progress")).to_be_hidden()
    with page.expect_download() as found:
        page.click("#save")
    path = tmp_path / found.value.suggested_filename
    found.value.save_as(path)
    with opened(browser, path.as_uri()) as saved:
        expect(saved.locator(".grid .card")).to_have_count(2)
        saved.locator(".grid .card").first.click()
        expect(saved.locator("#view .stage img")).to_be_visible()
        expect(saved.locator("#view .score .ring")).to_be_visible()


def test_page_warns_before_unsaved_pins_are_lost(page):
    def warns():
        return page.evaluate(
            "!dispatchEvent(new Event('beforeunload', {cancelable: true}))"
        )

    before = warns()
    page.set_input_files("#files", file("a.png"))
    expect(page.locator("#view h1")).to_have_text("a.png")
    unsaved = warns()
    with page.expect_download():
        page.click("#save")
    expect(page.locator("#told")).to_have_text("Saved pins.html")

    assert (before, unsaved, warns()) == (False, True, False)


def test_pin_is_removed(page):
    page.set_input_files("#files", [file("a.png"), file("b.png")])
    expect(page.locator(".grid .card")).to_have_count(2)
    expect(page.locator("#progress")).to_be_hidden()
    page.locator(".grid .card", has_text="a.png").click()
    page.click("#remove")

    expect(page.locator(".grid .card .name")).to_have_text(["b.png"])
    expect(page.locator("#view h1")).to_have_text("b.png")


def test_title_is_given_to_no_later_pin(page):
    page.fill("#title", "Words of A")
    page.set_input_files("#files", file("a.png"))
    expect(page.locator("#view h1")).to_have_text("Words of A")
    page.set_input_files("#files", file("b.png"))

    expect(page.locator("#view h1")).to_have_text("b.png")
    expect(page.locator("#title")).to_have_value("")


def test_progress_is_counted(page):
    held, waits = [], True
    page.route(
        "**/score?*", lambda each: held.append(each) if waits else each.continue_()
    )
    page.set_input_files("#files", [file("a.png"), file("b.png"), file("c.png")])
    expect(page.locator("#count")).to_have_text("0 of 3 scored")
    held.pop(0).continue_()
    expect(page.locator("#count")).to_have_text("1 of 3 scored")
    expect(page.locator("#overview h1")).to_have_text("1 pin")
    waits = False
    for each in held:
        each.continue_()
    expect(page.locator("#count")).to_be_hidden()


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("text/plain", "some words", "That is text, not a picture"),
        ("text/uri-list", "https://a.example/b.png", "That is an address"),
    ],
)
def test_text_and_addresses_are_answered(page, kind, text, said):
    page.evaluate(
        """([kind, text]) => {
          const data = new DataTransfer();
          data.setData(kind, text);
          const drop = new Event("drop", {bubbles: true});
          document.body.dispatchEvent(Object.assign(drop, {dataTransfer: data}));
        }""",
        [kind, text],
    )

    expect(page.locator("#problems")).to_contain_text(said)


class Held:
    """Holds what the page asks to have scored until it is let go."""

    def __init__(self, page):
        self._page, self._held, self._waits = page, [], True
        page.route("**/score?*", self._hold)

    def _hold(self, request):
        if self._waits:
            self._held.append(request)
        else:
            request.continue_()

    def one(self, name):
        # The page says how many it asks for before it asks, and asks for two at once:
        # either may come first.
        while not (found := [x for x in self._held if name in x.request.url]):
            self._page.wait_for_timeout(20)
        self._held.remove(found[0])
        found[0].continue_()

    def rest(self):
        self._waits = False
        for each in self._held:
            each.continue_()


def test_the_first_of_many_opens_nothing_and_leaves_the_list_in_sight(page):
    held = Held(page)
    page.set_input_files("#files", [file("a.png"), file("b.png"), file("c.png")])
    expect(page.locator("#count")).to_have_text("0 of 3 scored")
    held.one("a.png")

    expect(page.locator(".grid .card")).to_be_visible()
    expect(page.locator("#fields")).to_be_hidden()
    held.rest()
    expect(page.locator("#count")).to_be_hidden()
    expect(page.locator("#overview h1")).to_have_text("3 pins")


def test_a_pin_that_is_read_while_others_are_scored_stays_with_what_is_typed(page):
    held = Held(page)
    page.set_input_files("#files", [file("a.png"), file("b.png"), file("c.png")])
    expect(page.locator("#count")).to_have_text("0 of 3 scored")
    held.one("a.png")
    page.locator(".grid .card").click()
    page.fill("#title", "Half a title")
    held.rest()
    expect(page.locator("#count")).to_be_hidden()

    expect(page.locator("#view h1")).to_have_text("a.png")
    expect(page.locator("#title")).to_have_value("Half a title")
    expect(page.locator("#again")).to_be_visible()


def test_a_pin_that_is_removed_while_it_is_scored_again_does_not_come_back(page):
    page.set_input_files("#files", [file("a.png"), file("b.png")])
    expect(page.locator(".grid .card")).to_have_count(2)
    expect(page.locator("#progress")).to_be_hidden()
    held = Held(page)
    page.locator(".grid .card", has_text="a.png").click()
    page.click("#again")
    expect(page.locator("#count")).to_have_text("0 of 1 scored")
    page.click("#remove")
    held.rest()
    expect(page.locator("#count")).to_be_hidden()

    expect(page.locator(".grid .card .name")).to_have_text(["b.png"])


def test_a_file_that_changed_since_is_told_and_no_score_is_claimed(
    port, browser, tmp_path
):
    pin = tmp_path / "a.png"
    pin.write_bytes(picture())
    refused = "Failed to load resource: net::ERR_UPLOAD_FILE_CHANGED"
    with opened(browser, f"http://127.0.0.1:{port}/", expected=refused) as page:
        page.set_input_files("#files", pin)
        expect(page.locator("#view h1")).to_have_text("a.png")
        pin.write_bytes(picture(90, 60) + b"more")
        page.fill("#title", "Better words")
        page.click("#again")

        expect(page.locator("#problems")).to_contain_text("changed or moved since")
        expect(page.locator("#said")).to_be_hidden()
        expect(page.locator("#title")).to_have_value("Better words")


def test_pasted_pictures_of_one_name_are_told_apart(page):
    given = [file("image.png"), file("image.png", picture(90, 60))]
    page.set_input_files("#files", given)
    expect(page.locator(".grid .card")).to_have_count(2)
    expect(page.locator("#progress")).to_be_hidden()
    page.goto(f"{page.url.partition('#')[0]}#compare-1-2")

    expect(page.locator("h1.verdict")).to_contain_text("image.png (")


def shown_alone(page):
    """The page with one pin that has a title."""
    page.fill("#title", "Ten cozy bedroom ideas")
    page.set_input_files("#files", file("a.png", picture(90, 60)))
    expect(page.locator("#view")).to_contain_text("is wider than 2:3")
    return page


def test_a_new_export_takes_the_place_and_the_words_of_the_former(page):
    shown_alone(page).set_input_files("#files", file("a.png"))

    said = re.compile(r"^New export: a\.png (\d+) of 100, (\d+) before$")
    expect(page.locator("#said")).to_have_text(said)
    now, before = map(int, said.match(page.locator("#said").text_content()).groups())
    assert now > before
    expect(page.locator("#view h1")).to_have_text("Ten cozy bedroom ideas")
    expect(page.locator("#title")).to_have_value("Ten cozy bedroom ideas")
    expect(page.locator("#view")).not_to_contain_text("is wider than 2:3")
    expect(page.locator(".grid .card")).to_have_count(1)


def test_words_that_are_typed_for_it_go_with_a_new_export(page):
    shown_alone(page).fill("#title", "Better words")
    page.set_input_files("#files", file("a.png"))

    expect(page.locator("#view h1")).to_have_text("Better words")
    expect(page.locator(".grid .card")).to_have_count(1)


def test_of_two_designs_of_one_name_both_are_kept_where_asked(page):
    shown_alone(page).set_input_files("#files", file("a.png"))
    page.click("text=Keep the former, too")

    expect(page.locator(".grid .card")).to_have_count(2)
    expect(page.locator("#progress")).to_be_hidden()
    page.goto(f"{page.url.partition('#')[0]}#pin-1")
    expect(page.locator("#view")).to_contain_text("is wider than 2:3")
    page.goto(f"{page.url.partition('#')[0]}#pin-2")
    expect(page.locator("#view")).not_to_contain_text("is wider than 2:3")


def test_many_new_exports_are_told_with_their_change_and_others_join(page):
    page.set_input_files("#files", [file("a.png"), file("b.png", picture(90, 60))])
    expect(page.locator(".grid .card")).to_have_count(2)
    expect(page.locator("#progress")).to_be_hidden()
    page.set_input_files("#files", [file(f"{name}.png") for name in "abc"])

    said = page.locator("#said")
    expect(said).to_contain_text("New exports: a.png")
    expect(said).to_contain_text(" as before; b.png")
    expect(page.locator(".grid .card")).to_have_count(3)


def test_pasted_pictures_take_no_place(page):
    data = base64.b64encode(picture()).decode()
    for count in (1, 2):
        page.evaluate(GIVE, ["paste", "copy.png", data])
        expect(page.locator(".grid .card")).to_have_count(count)


def test_a_new_export_that_never_came_leaves_the_former(port, browser):
    refused = "Failed to load resource"
    with opened(browser, f"http://127.0.0.1:{port}/", expected=refused) as page:
        shown_alone(page)
        page.route("**/score?*", lambda route: route.abort())
        page.set_input_files("#files", file("a.png"))
        expect(page.locator("#problems")).to_contain_text("could not be sent")
        page.unroute("**/score?*")
        page.click("#again")

        expect(page.locator("#said")).to_contain_text("the same as")
        expect(page.locator("#view")).to_contain_text("is wider than 2:3")


def test_the_last_of_two_exports_counts_whichever_is_scored_first(page):
    shown_alone(page)
    held = Held(page)
    page.set_input_files("#files", file("a.png"))
    expect(page.locator("#count")).to_have_text("0 of 1 scored")
    page.set_input_files("#files", file("a.png", picture(60, 200)))
    expect(page.locator("#count")).to_have_text("0 of 2 scored")
    first = held._held.pop(0)
    held.rest()
    expect(page.locator("#count")).to_have_text("1 of 2 scored")
    first.continue_()
    expect(page.locator("#count")).to_be_hidden()

    expect(page.locator("#view")).to_contain_text("60 × 200 px")
    expect(page.locator(".grid .card")).to_have_count(1)
