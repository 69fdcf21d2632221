"""Easy lines are read by the small network, all others are left to the large one."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.core.errors import ModelError
from scorer.text.recognition import recognizer, small_reader
from scorer.text.recognition.ctc import Recognized
from scorer.text.recognition.easy_words import read_easily
from scorer.text.recognition.recognizer import recognize
from scorer.text.recognition.small_reader import is_worded

pytestmark = pytest.mark.rapid

WORDS = "Easy dinners for busy weeks"


def line(text, ink="black", ground="white"):
    font = ImageFont.load_default(34)
    canvas = Image.new("RGB", (int(font.getlength(text)) + 24, 54), ground)
    ImageDraw.Draw(canvas).text((12, 5), text, ink, font)
    return np.array(canvas)


@pytest.fixture
def large(monkeypatch):
    """The lines that the large recognizer is asked about."""
    asked = []

    def read(crop, *, is_east_asian=False):
        asked.append(crop)
        return Recognized("large", 0.95)

    monkeypatch.setattr(recognizer, "read_by_the_large", read)
    return asked


@pytest.mark.parametrize(("ink", "ground"), [("black", "white"), ("white", "#336")])
def test_easy_line_is_read_without_the_large_recognizer(large, ink, ground):
    found = recognize(line(WORDS, ink, ground))
    centers = found.centers

    assert found.text.strip() == WORDS
    assert 0 < found.confidence <= 1
    assert not large
    assert len(centers) == len(found.text)
    assert list(centers) == sorted(centers)
    assert 0 < centers[0] < 0.1
    assert 0.9 < centers[-1] < 1


def test_letters_stand_where_they_are_drawn():
    font = ImageFont.load_default(34)

    (part,) = read_easily(line(WORDS))
    found = part.answer

    width = int(font.getlength(WORDS)) + 24
    drawn = [
        (12 + font.getlength(WORDS[:n]) + font.getlength(WORDS[n]) / 2) / width
        for n in range(len(WORDS))
    ]
    letters = [
        (a, b) for a, b, c in zip(found.centers, drawn, WORDS, strict=True) if c != " "
    ]
    assert found.text == WORDS
    assert max(abs(a - b) for a, b in letters) * width < 14  # less than a letter


@pytest.mark.parametrize(
    "crop",
    [
        np.full((30, 200, 3), 90, np.uint8),
        np.random.default_rng(1).integers(0, 255, (40, 300, 3), np.uint8),
        np.zeros((30, 2000, 3), np.uint8),  # longer than it looks at
        line(WORDS)[::4, ::4],
        line("xkq zvwj brtlp"),  # no words
        line("6"),  # or a star
    ],
    ids=["plain", "noise", "long", "low", "no words", "a sign"],
)
def test_what_is_not_easy_is_left_to_the_large_recognizer(large, crop):
    assert read_easily(crop) == []
    assert recognize(crop).text == "large"
    assert len(large) == 1


@pytest.mark.parametrize(
    ("mine", "others", "expected"),
    [
        ("FIELD", "FI ELD", True),  # set far apart
        ("TOOL IS", "TOOLIS", True),
        ("Lees 's avonds", "Lees's avonds", True),
        ("kitc hen", "kitchen", False),
        ("FIELD", "YIELD", False),  # other letters
        ("same", "same", True),
    ],
)
def test_of_one_row_of_letters_the_likelier_words_count(mine, others, expected):
    assert recognizer._is_better_spaced(mine, others) is expected


def test_where_any_character_may_stand_the_small_reader_is_not_asked(large):
    assert recognize(line(WORDS), is_east_asian=True).text == "large"


def test_other_weights_than_the_limits_belong_to_are_refused(monkeypatch):
    monkeypatch.setattr(small_reader, "packaged_bytes", lambda _: b"others")

    with pytest.raises(ModelError, match=r"reader\.onnx"):
        small_reader.small_reader.__wrapped__()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EASY DINNERS!", True),
        ("Easy, 5 min", False),
        ("Eosy dlnners", False),
        ("Easy dlnners", False),
        ("Recettes légères", False),
        ("5 min", False),
        ("", False),
    ],
)
def test_a_line_is_worded_where_all_long_words_are_known(text, expected):
    assert is_worded(text) is expected
