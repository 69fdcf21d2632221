"""Chromium for tests; skipped where there is none."""

import asyncio
import contextlib
import itertools
import shutil

import pytest

# The first is Chromium without its windows, of which each test opens some: launching it
# takes half of the time, a window a third.
_BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, _BROWSERS)), None)
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
# Each size and each color scheme, for what is about one of the two.
LOOKS = ((DESKTOP, "light"), (PHONE, "dark"))


# What is started once for all that drive it, in the order to be closed.
_STARTED = contextlib.ExitStack()
_BROWSER = []
# Windows by browser, size and color scheme that show nothing anybody needs.
_IDLE = {}
_VISITS = itertools.count()


@contextlib.contextmanager
def chromium():
    """Yield the browser, which is started once and stays until ``close_chromium``.

    Its event loop counts as running only meanwhile: other tests run loops of their own.
    """
    outside = asyncio._get_running_loop()
    if not _BROWSER:
        sync_api = pytest.importorskip("playwright.sync_api")
        play = _STARTED.enter_context(sync_api.sync_playwright())
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        _STARTED.callback(browser.close)
        _BROWSER[:] = browser, asyncio.get_running_loop()
        _IDLE[browser] = {}
    browser, loop = _BROWSER
    asyncio._set_running_loop(loop)
    try:
        yield browser
    finally:
        asyncio._set_running_loop(outside)


def close_chromium():
    """Close the browser if there is one."""
    if _BROWSER:
        with chromium():
            _STARTED.close()
        _BROWSER.clear()


@contextlib.contextmanager
def opened(
    browser, address, size=DESKTOP, scheme="light", expected=None, *, is_new=False
):
    """Yield a tab that shows an address; fails if it says or fetches anything else.

    A new window costs more than all that a test does in it: a file, which can keep
    nothing between two visits, is loaded anew in one that is there, unless it has to
    be new to the pixel.
    """
    is_file = address.startswith("file:") and not is_new
    idle, kind = _IDLE[browser], (size, scheme)
    tab = idle.pop(kind, None) if is_file else None
    if tab is None:
        tab = _window(browser, size, scheme)
    said = []
    heard = {
        "console": lambda message: said.append(message.text),
        "pageerror": lambda error: said.append(str(error)),
        "request": lambda request: said.extend(outside(request.url, address)),
    }
    for event, hear in heard.items():
        tab.on(event, hear)
    tab.goto(_anew(address) if is_file else address)
    yield tab
    for event, hear in heard.items():
        tab.remove_listener(event, hear)
    if is_file and kind not in idle:
        tab.mouse.move(0, 0)
        tab.emulate_media(media="null")
        tab.context.clear_permissions()
        idle[kind] = tab
    else:
        tab.context.close()
    assert [text for text in said if not (expected and text.startswith(expected))] == []


def _window(browser, size, scheme):
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme
    )
    return context.new_page()


def _anew(address):
    """The address of a file as none was before, which is not one place of a page."""
    file, mark, place = address.partition("#")
    return f"{file.partition('?')[0]}?{next(_VISITS)}{mark}{place}"


@contextlib.contextmanager
def windows(browser, address):
    """Yield a function that shows a place of one page, in a window of some size.

    A window is opened once for each size and color scheme, as that costs more than all
    else, and goes from place to place by the address, as a reader does.
    """
    tabs = {}
    with contextlib.ExitStack() as stack:

        def show(place="", size=DESKTOP, scheme="light"):
            key = size, scheme
            if key not in tabs:
                tabs[key] = stack.enter_context(opened(browser, address, size, scheme))
            tabs[key].goto(tabs[key].url.partition("#")[0] + place)
            # The page has heard of it once it is drawn again.
            tabs[key].evaluate(
                "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
            )
            return tabs[key]

        yield show


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
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(axe.Axe().axe_script)
    found = tab.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]
