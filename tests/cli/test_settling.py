"""Files that come to rest."""

from pathlib import Path

import pytest

from scorer.cli._settling import Settling

A, B = Path("a.png"), Path("b.png")


@pytest.fixture
def settling():
    return Settling(1.5)


def test_slow_export_is_told_once_when_whole(settling):
    told = []
    for step in range(120):
        now = step / 10
        pieces = min(step, 40)
        told += [(now, path) for path in settling.rested({A: (pieces, pieces, 0)}, now)]

    assert told == [(5.5, A)]


def test_saved_again_is_told_again(settling):
    settling.rested({A: (9, 1, 0)}, 0)

    assert settling.rested({A: (9, 1, 0)}, 2) == [A]
    assert settling.rested({A: (9, 2, 0)}, 4) == []
    assert settling.rested({A: (9, 2, 0)}, 6) == [A]


def test_rename_into_place_is_told_under_the_new_name(settling):
    settling.rested({A: (9, 1, 0)}, 0)
    settling.rested({B: (9, 1, 0)}, 1)

    assert settling.rested({B: (9, 1, 0)}, 3) == [B]
    assert settling.files == {B}


def test_empty_file_is_waited_for(settling):
    settling.rested({A: (0, 1, 0)}, 0)

    assert settling.rested({A: (0, 1, 0)}, 60) == []


def test_not_whole_is_looked_at_again(settling):
    settling.rested({A: (9, 1, 0)}, 0)
    settling.rested({A: (9, 1, 0)}, 2)
    settling.again(A, 2)

    assert settling.rested({A: (9, 1, 0)}, 3) == []
    assert settling.rested({A: (9, 1, 0)}, 3.5) == [A]
