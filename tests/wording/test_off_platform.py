"""Calls to action of other networks."""

import pytest

from scorer.wording.off_platform import is_swipe, off_platform


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Link in Bio", "Link in Bio"),
        ("All 12 recipes: link in my profile", "link in my profile"),
        ("Mehr dazu: Link in der Bio", "Link in der Bio"),
        ("Enlace en la biografía", "Enlace en la biografía"),
        ("Lien en bio", "Lien en bio"),
        ("link na bio", "link na bio"),
        ("Full recipe in caption", "recipe in caption"),
        ("Double tap if you agree", "Double tap"),
        ("Tag a coffee-loving friend.", "Tag a coffee-loving friend"),
    ],
)
def test_what_only_other_networks_answer(text, words):
    assert off_platform(text) == (words,)


@pytest.mark.parametrize(
    "text",
    [
        "Bio cotton sheets",
        "Links to 9 free crochet patterns",
        "Link the chains as shown",
        "Price tag template for craft fairs",
        "Tap for the recipe",
        "How to double your tap water filter's life",
        "Instagram bio ideas",
        "",
    ],
)
def test_words_that_only_look_alike(text):
    assert off_platform(text) == ()


@pytest.mark.parametrize(
    "text", ["SWIPE", "Swipe →", "» swipe left «", "Swipe for more"]
)
def test_a_line_that_asks_to_swipe(text):
    assert is_swipe(text)


@pytest.mark.parametrize("text", ["Swipe file", "One swipe of this balm", "Sweep", ""])
def test_to_swipe_within_a_sentence_is_a_word(text):
    assert not is_swipe(text)
