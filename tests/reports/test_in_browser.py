"""The hostile corpus in a real browser: no script runs, nothing is fetched."""

import shutil

import pytest

from tests.reports.test_hostile_text import CORPUS, rendered

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
    pytest.mark.filterwarnings("ignore"),
]


def test_no_words_run_or_fetch(tmp_path):
    sync_api = pytest.importorskip("playwright.sync_api")
    seen = []
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.on("dialog", lambda dialog: (seen.append("dialog"), dialog.dismiss()))
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("file:", "data:"))
                else seen.append(request.url)
            ),
        )
        for number, text in enumerate(CORPUS):
            path = tmp_path / f"{number}.html"
            path.write_text(rendered(text, "html"), "utf-8", "backslashreplace")
            for anchor in ("", "#pin-1", "#pin-2"):
                page.goto(f"{path.as_uri()}{anchor}")
                page.mouse.move(200, 200)
        browser.close()

    assert seen == []
