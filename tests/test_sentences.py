"""What the program says is in one file for the next reader, in words people use."""

import re
from pathlib import Path

from tools.sentences import PAGE, banned, page, sentences

TOP = Path(__file__).parents[1]


def test_the_page_is_what_the_source_says():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"


def test_no_sentence_uses_a_word_that_nobody_would_say():
    assert banned() == []


def test_sentences_of_all_kinds_are_found():
    found = sentences()

    assert (
        "add a headline of 3 to 8 words that says what people get by clicking"
        in (found["scorer/guidelines/missing_headline.py"])
    )
    assert any("{…}" in each for each in found["scorer/guidelines/small_text.py"])
    assert any("Drop pins here" in x for x in found["scorer/web/static/page.html"])
    assert len(found) > 80


def test_a_percent_sign_stands_apart_from_its_number():
    # What Python's own form of a percentage writes, "94%", is told beside "0.6 %".
    joined = re.compile(r"\.\d%\}")
    sources = (TOP / "scorer").rglob("*.py")

    assert [
        path.name for path in sources if joined.search(path.read_text(encoding="utf-8"))
    ] == []
