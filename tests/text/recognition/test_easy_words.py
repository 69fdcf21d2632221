"""Of a line only the words that the small reader doubts go to the large recognizer."""

import numpy as np
import pytest

from scorer.text.recognition import easy_words, recognizer
from scorer.text.recognition.ctc import Recognized
from scorer.text.recognition.recognizer import recognize
from scorer.text.recognition.small_reader import Limits, SmallReader, Spelled

ALPHABET = " &ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
READER = SmallReader(
    network=None,
    alphabet=ALPHABET,
    unsafe=frozenset("&"),
    late_px={"": 0.0},
    limits=Limits(known=0.75, unknown=0.97),
    word_limits=Limits(known=0.85, unknown=0.98),
)
STEP_PX = 2
LARGE = Recognized("LARGE", 0.95, (0.1, 0.3, 0.5, 0.7, 0.9))


def spelled(*words):
    """A line whose words are told with these chances, a step and a gap a character."""
    steps = []
    for word, chance in words:
        each = chance ** (1 / len(word))
        for char in word + " ":
            step = np.zeros(len(ALPHABET) + 1)
            at = 1 if char == " " else each
            step[ALPHABET.index(char) + 1] = at
            step[0] = 1 - at
            gap = np.zeros_like(step)
            gap[0] = 1
            steps += [step, gap]
    chances = np.array(steps[:-2])
    return Spelled(READER, chances, STEP_PX * len(chances))


@pytest.fixture
def read(monkeypatch):
    """Reads a line of such words; the large recognizer says LARGE of what it sees."""
    asked = []

    def by_the_large(crop, *, is_east_asian=False):
        asked.append(crop.shape[1])
        return LARGE

    monkeypatch.setattr(recognizer, "read_by_the_large", by_the_large)

    def read_line(*words):
        line = spelled(*words)
        monkeypatch.setattr(easy_words, "spell", lambda _: line)
        asked.clear()
        answer = recognize(np.zeros((32, 1000, 3), np.uint8))
        return answer.text, answer.confidence, answer.centers, list(asked)

    return read_line


SURE, DOUBTED = 0.9, 0.4


def test_the_doubted_word_alone_is_asked_about(read):
    text, sureness, centers, asked = read(
        ("Quick", SURE), ("dinners", SURE), ("tonite", DOUBTED), ("every", SURE)
    )

    assert text == "Quick dinners LARGE every"
    assert len(asked) == 1
    assert asked[0] < 1000 / 3
    assert len(centers) == len(text)
    assert list(centers) == sorted(centers)
    assert 0.5 < centers[text.index("LARGE")] < centers[text.index("every")] < 0.85
    assert 0.9 < sureness < 1


def test_a_sure_line_is_not_asked_about(read):
    text, _, centers, asked = read(("Quick", SURE), ("dinners", SURE))

    assert (text, asked) == ("Quick dinners", [])
    assert len(centers) == len(text)


def test_what_is_short_is_shown_with_the_shorter_word_beside_it(read):
    line = [("Quick", SURE), ("dinners", SURE), ("to", 0.6), ("week", SURE)]

    assert read(*line)[0] == "Quick dinners LARGE"


@pytest.mark.parametrize(("char", "chance"), [("&", 0.6), ("x", 0.6), ("I", 1.0)])
def test_a_line_with_a_sign_that_may_be_another_is_read_whole(read, char, chance):
    line = [("Quick", SURE), ("dinners", SURE), (char, chance), ("tonite", DOUBTED)]

    text, *_, asked = read(*line)

    assert (text, asked) == ("LARGE", [1000])


def test_words_without_a_known_long_word_want_more_certainty(read):
    line = [("Quick", SURE), ("dinners", SURE), ("xkqzv", SURE), ("week", SURE)]

    assert read(*line)[0] == "Quick dinners LARGE week"


def test_a_word_a_letter_from_a_common_one_is_doubted_however_sure(read):
    text, *_, asked = read(("Quick", 1.0), ("Weigbt", 1.0), ("loss", 1.0))

    assert text == "Quick LARGE loss"
    assert len(asked) == 1


def test_a_line_that_is_mostly_doubted_is_read_whole(read):
    text, *_, asked = read(("Quick", SURE), ("tonitesomewhere", 0.1), ("today", 0.1))

    assert (text, asked) == ("LARGE", [1000])


def test_a_line_is_read_whole_where_a_word_alone_is_read_with_doubt(read, monkeypatch):
    monkeypatch.setattr(recognizer, "_SURE", 0.96)

    text, *_, asked = read(
        ("Quick", SURE), ("dinners", SURE), ("tonite", DOUBTED), ("every", SURE)
    )

    assert text == "LARGE"
    assert asked[-1] == 1000 > asked[0]


def test_neighbors_in_doubt_are_shown_together(read):
    text, *_, asked = read(
        ("Quick", SURE), ("dinners", SURE), ("oney", 0.5), ("weekn", 0.5)
    )

    assert text == "Quick dinners LARGE"
    assert len(asked) == 1
