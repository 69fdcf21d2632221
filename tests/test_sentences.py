"""What the program says is in one file for the next reader, in words people use."""

from tools.sentences import PAGE, banned, page, sentences


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
