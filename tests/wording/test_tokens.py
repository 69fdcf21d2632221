"""Words, emoji, hashtags and scripts."""

import pytest

from scorer.wording import tokens


def test_one_family_emoji_is_one():
    assert len(tokens.emoji("Easy 👨‍👩‍👧 dinner 🍝✨")) == 3


@pytest.mark.parametrize("text", ["⏰", "🇺🇸", "1️⃣", "🆕", "🟢", "❤️", "👍🏽"])
def test_each_is_one_emoji(text):
    assert tokens.emoji(f"Soup {text} now") == (text,)


@pytest.mark.parametrize("text", ["1 Soup", "Soup #2", "©", "½ cup"])
def test_figures_and_signs_are_no_emoji(text):
    assert tokens.emoji(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("आसान हिन्दी व्यंजन", ("आसान", "हिन्दी", "व्यंजन")),
        ("עוּגָה קלה", ("עוּגָה", "קלה")),
        ("ไอเดียแต่งห้อง", ("ไอเดียแต่งห้อง",)),
        ("Love ❤️ soup", ("Love", "soup")),
        ("1️⃣ Soup", ("1", "Soup")),
    ],
)
def test_vowel_signs_end_no_word(text, words):
    assert tokens.words(text) == words


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("Soup?", True),
        ("Soup?! 🍲", True),
        ("“Soup?”", True),
        ("スープ？", True),
        ("حساء؟", True),
        ("Soup? Yes.", False),
        ("", False),
    ],
)
def test_question(text, is_question):
    assert tokens.is_question(text) is is_question


@pytest.mark.parametrize(
    ("text", "is_unspaced"),
    [
        ("簡単ケーキ", True),
        ("ไอเดียแต่งห้อง", True),
        ("쉬운 초콜릿 케이크", False),
        ("10 Cozy Ideas", False),
        ("🎂", False),
    ],
)
def test_script_without_spaces(text, is_unspaced):
    assert tokens.is_unspaced_script(text) is is_unspaced


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
