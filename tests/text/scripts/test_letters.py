"""Letters that form no language speak for the script that an engine lacks."""

import pytest

from scorer.core.errors import ModelError
from scorer.core.storage.packaged import packaged
from scorer.text.scripts.letters import (
    BUCKETS,
    FITTED,
    buckets,
    letter_model,
    read_letter_model,
    with_letters,
)
from scorer.text.scripts.script import Script


def likely(text, confidence=0.95, aspect=4.0, **shares):
    """What a line is in whose picture says so much, and the rest evenly."""
    left = (1 - sum(shares.values())) / (len(Script) - len(shares))
    picture = {script: shares.get(script.value, left) for script in Script}
    return with_letters(letter_model(), picture, text, confidence, aspect)


@pytest.mark.parametrize(
    ("text", "script"),
    [("Konaue6op", "cyrillic"), ("CbBemu", "cyrillic"), ("ALC QULL", "hebrew")],
)
def test_letters_that_form_no_words_speak_against_latin(text, script):
    latin = {"latin": 0.5, script: 0.4}
    read, other = likely("Simple recipes", **latin), likely(text, **latin)

    assert read[Script.LATIN] > 0.9
    assert other[Script.LATIN] < 0.3
    assert other[Script(script)] == max(other.values())


def test_what_the_picture_shows_counts_where_nothing_was_read():
    found = likely("", 0.0, thai=0.9)

    assert sum(found.values()) == pytest.approx(1)
    assert max(found, key=found.get) is Script.THAI


def test_a_reading_is_taken_apart_into_letters_accents_and_kinds_of_sign():
    assert buckets("") == []
    assert buckets("謝") == buckets("林")
    assert buckets("ã") == buckets("a\u0303")
    assert buckets("cake") != buckets("Cake")
    assert set(buckets("Ω x9 ★ ਅ")) <= set(range(BUCKETS))


def test_a_model_of_another_size_is_refused():
    content = packaged(FITTED)
    letters = content["letters"] | {"bias": content["letters"]["bias"][:-1]}

    with pytest.raises(ModelError, match=FITTED):
        read_letter_model({"letters": letters})
