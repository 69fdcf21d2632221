"""Flesch reading ease."""

import pytest

from scorer.wording.reading_ease import reading_ease


def test_known_value():
    # Six words of one syllable in one sentence: 206.835 - 1.015 * 6 - 84.6.
    assert reading_ease("The cat sat on the mat.") == pytest.approx(116.145)


def test_no_words_no_ease():
    assert reading_ease("10!") is None
