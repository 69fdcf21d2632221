"""Checksums: damage is found, whatever the layout, and said with both."""

import json

import pytest

from scorer.core.storage.checksums import (
    BrokenSealError,
    check,
    checksum,
    checksum_of,
    marked,
    unmarked,
)


def test_layout_and_order_do_not_matter_values_do():
    value = {"b": [1, 2.5, "ü"], "a": None}
    again = json.loads(json.dumps(value, indent=3, sort_keys=True))

    assert checksum_of(value) == checksum_of(again)
    assert checksum_of({**value, "a": 0}) != checksum_of(value)
    assert len(checksum(b"")) == 64


@pytest.mark.parametrize("stated", ["0" * 64, None, 5, "", "ü", ["x"], "\udcff"])
def test_another_checksum_is_refused_and_both_are_told(stated):
    with pytest.raises(BrokenSealError, match="content gives e3b0c44298fc"):
        check(checksum(b""), stated)


def test_the_right_one_passes():
    check(checksum(b"a"), checksum(b"a"))


def test_a_row_is_whole_or_none():
    row = marked(b"content")

    assert unmarked(row) == b"content"
    assert unmarked(marked(b"")) == b""
    for at in range(len(row)):
        torn = bytearray(row)
        torn[at] ^= 1
        assert unmarked(bytes(torn)) is None
        assert unmarked(row[:at]) is None
