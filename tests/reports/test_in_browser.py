"""The hostile corpus in a real browser: no script runs, nothing is fetched."""

import pytest

from scorer import reports
from tests.reports import _make as make
from tests.reports.test_hostile_text import CORPUS, rendered
from tests.support.browsing import chromium, in_browser, opened

pytestmark = in_browser


# As a reader would, all that can be seen; their number.
CLICK_ALL = """() => {
  const all = [...document.querySelectorAll("#view [data-switch]")];
  const seen = all.filter((each) => each.checkVisibility());
  seen.forEach((each) => each.click());
  return seen.length;
}"""


@pytest.mark.slow
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


def test_an_id_with_a_quote_opens_and_switches_like_any(tmp_path):
    problems, clicked = [], 0
    with chromium() as browser:
        for text in ('a"b', "a\\", '"],*,[x="', "<b>"):
            stored = make.report(
                results=[make.result(name=text)],
                evidence={text: [{"text": "a", "box": [1, 2, 30, 40]}]},
            )
            path = tmp_path / "a.html"
            document = make.document(stored, make.report(path="b.png"))
            path.write_text("".join(reports.render(document, "html")), "utf-8")
            with opened(browser, path.as_uri()) as tab:
                tab.on("pageerror", lambda error: problems.append(str(error)))
                for anchor in ("#compare-1-2", "#pin-1", "#pin-2"):
                    tab.goto(f"{path.as_uri()}{anchor}")
                    clicked += tab.evaluate(CLICK_ALL)

    assert problems == []
    assert clicked >= 4 * 3
