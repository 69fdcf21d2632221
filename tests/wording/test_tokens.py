"""Words, emoji, hashtags and scripts."""

import pytest

from scorer.wording import tokens


def test_one_family_emoji_is_one():
    assert len(tokens.emoji("Easy 👨‍👩‍👧 dinner 🍝✨")) == 3


@pytest.mark.parametrize(
    ("text", "wide", "latin"),
    [
        ("10 Cozy Ideas", False, True),
        ("居心地の良い寝室", True, False),
        ("أفكار غرف النوم", True, False),
        ("Идеи для спальни", False, False),
        ("", False, True),
    ],
)
def test_script(text, wide, latin):
    assert tokens.is_wide_script(text) is wide
    assert tokens.is_latin_script(text) is latin


def test_places_are_in_the_straight_text():
    (first, second) = tokens.placed_words("  You’ll   win ")

    assert first == ("You'll", 0, 6)
    assert second == ("win", 7, 10)


def test_letter_hash_digit_is_no_hashtag():
    assert tokens.hashtags("Learn C#4 now #code") == ("#code",)
