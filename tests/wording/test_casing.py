"""Capitals and exclamation marks."""

import pytest

from scorer.wording import casing


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("DIY Wall Art", 0),
        ("BBQ", 0),
        ("BEST CAKE EVER", 3),
        ("The BIGGEST DIY Mistake", 2),
        ("居心地の良い寝室", 0),
    ],
)
def test_shouted_words(text, count):
    assert len(casing.shouted_words(text)) == count


def test_wide_exclamation_marks_count():
    assert casing.exclamation_count("Wow! すごい！") == 2
