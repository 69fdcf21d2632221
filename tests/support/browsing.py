"""Chromium for tests; skipped where there is none."""

import contextlib
import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
]
# For a module that drives it. Playwright leaves sockets to the garbage collector.
in_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
    pytest.mark.filterwarnings("ignore"),
]
DESKTOP, PHONE = (1440, 900), (390, 844)


@contextlib.contextmanager
def chromium():
    """Yield a browser."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def opened(browser, address, size=DESKTOP, scheme="light", expected=None):
    """Yield a tab that shows an address; fails if it says or fetches anything else."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme
    )
    tab = context.new_page()
    said = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: said.extend(outside(request.url, address)))
    tab.goto(address)
    yield tab
    context.close()
    assert [text for text in said if not (expected and text.startswith(expected))] == []


def outside(url, address):
    """Return the URL in a list if it leaves what the page came from."""
    home = address.split("#")[0].rsplit("/", 1)[0]
    return [] if url.startswith(("data:", "blob:", home)) else [url]


def has_sideways_scroll(tab):
    """Whether the page is wider than its window."""
    return tab.evaluate("document.documentElement.scrollWidth > innerWidth")


def axe_violations(tab):
    """Return what axe-core finds, one line each."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(tab).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]
