"""The page in a real browser."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from tests.web._serving import CHROMIUM, FLAGS, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium"),
    pytest.mark.filterwarnings("default"),
]

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
    with serving() as number:
        yield number


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(port, browser):
    context = browser.new_context()
    tab = context.new_page()
    said = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(f"http://127.0.0.1:{port}/")
    yield tab
    context.close()
    assert [each for each in said if "413" not in each] == []


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
    expect(page.locator("#view .score .ring text")).to_have_text("100")
    expect(page.locator(".feed .mine img")).to_have_js_property("width", 183)


@pytest.mark.parametrize("kind", ["drop", "paste"])
def test_dropped_or_pasted_pin_shows_its_report(page, kind):
    data = base64.b64encode(picture(90, 60)).decode()
    page.evaluate(GIVE, [kind, "b.png", data])

    expect(page.locator("#view")).to_contain_text("90 x 60 px is wider than 2:3")


def test_bad_file_is_told(page):
    page.set_input_files("#files", file("bad.png", b"no picture"))

    expect(page.locator("#view")).to_contain_text("Could not be read")


def test_oversize_file_is_told(page):
    page.set_input_files("#files", file("big.png", b"x" * 300_000))

    expect(page.locator("#problems")).to_contain_text("big.png is too large")


def test_two_at_once_are_listed_and_compared(page):
    page.set_input_files("#files", [file("a.png"), file("b.png", picture(90, 60))])
    expect(page.locator(".grid .card")).to_have_count(2)
    page.locator(".grid .card").first.click()
    page.select_option(".against select", index=1)

    expect(page.locator(".versus article")).to_have_count(2)
    expect(page.locator(".scroll-x")).to_contain_text("Score")


def test_same_pin_again_with_other_words(page):
    page.set_input_files("#files", file("a.png"))
    page.fill("#title", "Better words")
    page.click("#again")

    expect(page.locator("#view h1")).to_have_text("Better words")
    expect(page.locator(".grid .card")).to_have_count(1)


def test_phone_has_no_sideways_scroll(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_input_files("#files", file("a.png"))
    expect(page.locator("#view h1")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
