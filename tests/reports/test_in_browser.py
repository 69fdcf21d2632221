"""The hostile corpus in a real browser: no script runs, nothing is fetched."""

from tests.reports.test_hostile_text import CORPUS, rendered
from tests.support.browsing import chromium, in_browser, opened

pytestmark = in_browser


def test_no_words_run_or_fetch(tmp_path):
    seen = []
    with chromium() as browser:
        for number, text in enumerate(CORPUS):
            path = tmp_path / f"{number}.html"
            path.write_text(rendered(text, "html"), "utf-8", "backslashreplace")
            with opened(browser, path.as_uri()) as tab:
                tab.on("dialog", lambda found: (seen.append("dialog"), found.dismiss()))
                for anchor in ("", "#pin-1", "#pin-2", "#compare-1-2"):
                    tab.goto(f"{path.as_uri()}{anchor}")
                    tab.mouse.move(200, 200)

    assert seen == []
