"""What the title model makes of a title, told by its words."""

import pytest

from scorer.titles.headline_store import built_in
from scorer.titles.named_effects import as_written, named_effects
from scorer.titles.ranking import reasons

SECRETS, HOW = "5 Latte Secrets", "How to Make a Latte"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SECRETS, HOW),
        ("WHY NOBODY MAKES THIS SOUP!", "This is one of the best soups, ever..."),
        ('Is it 50% (or $5)? Don\'t ask: #soup & "more" *', "3. What they said."),
    ],
)
def test_differences_of_style_are_all_told(one, other):
    model = built_in()
    apart = [
        sum(named_effects(x, model).values())
        - sum(effect for _, effect in model.word_effects(x))
        - sum(model.style_effects(x).values())
        + sum(model.style_effects("").values())
        for x in (one, other)
    ]

    assert apart == pytest.approx([0, 0], abs=1e-9)


@pytest.mark.parametrize("title", [SECRETS, HOW, "What is it? You won't believe it!"])
def test_nothing_is_named_that_a_title_does_not_have(title):
    named = named_effects(title, built_in())

    quoted = [name[1:].partition('"')[0] for name in named if name.startswith('"')]
    assert all(words in title.lower() for words in quoted)
    assert ("a question mark" in named) is ("?" in title)
    assert not any("_" in name or "." in name for name in named)


def test_a_word_at_the_end_of_another_title_is_said_to_be_missing():
    found = dict(reasons(HOW, (SECRETS,), built_in()))

    assert found['no "Secrets" at the end'] < 0
    assert not any("kind" in name for name in found)


def test_a_word_that_all_have_is_no_reason():
    found = dict(reasons("Easy soup", ("EASY Soup at home",), built_in()))

    assert not any("easy" in name.lower() for name in found)
    assert '"soup"' not in found


def test_words_are_told_as_the_first_title_has_them():
    assert as_written('"one of" at the end', ("ONE of", "one OF")) == (
        '"ONE of" at the end'
    )
    assert as_written("its length", ("Its length",)) == "its length"
