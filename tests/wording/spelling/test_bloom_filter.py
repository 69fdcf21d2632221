"""Sets of words in a byte each."""

from scorer.wording.spelling.bloom_filter import filled, holds


def test_a_filter_holds_all_its_words_and_few_others():
    words = {f"{first}{second}soup" for first in "abcdefgh" for second in "ijklmnop"}
    bits = filled(words)
    others = [word.replace("soup", "bread") for word in words]

    assert len(bits) == 64
    assert all(holds(bits, word) for word in words)
    assert sum(holds(bits, word) for word in others) <= 6
