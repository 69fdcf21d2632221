"""What is measured of a description."""

from scorer.features.description import Description
from tests.support.word_features import measured


def test_counts():
    found = measured(description="Get the full recipe. #cake #baking")[Description]

    assert (found.length_chars, found.word_count, found.hashtag_count) == (34, 6, 2)
    assert found.call_to_action_count == 1


def test_none_is_absent():
    found = measured()[Description]

    assert found.length_chars == 0
    assert found.call_to_action_count is None
