"""The words of the overlay are measured like a title."""

from scorer.features.overlay_copy import OverlayCopy
from scorer.features.title import Title
from tests.support.word_features import measured

TEXT = "10 Cozy Bedroom Ideas for Small Spaces"


def test_same_words_same_numbers():
    found = measured(title=TEXT, overlay=TEXT)
    title, overlay = found[Title], found[OverlayCopy]

    assert overlay.benefit_count == title.benefit_count == 2
    assert (overlay.length_chars, overlay.is_list) == (38, True)


def test_nothing_read_is_absent():
    assert measured()[OverlayCopy].benefit_count is None
