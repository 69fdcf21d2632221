"""What the recognizer's steps say of scripts is fitted as its network is read."""

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

FOLDER = Path(__file__).parents[2] / "models" / "script"
FACES = Path("/usr/share/fonts/truetype/dejavu")


@pytest.fixture
def steps(monkeypatch):
    monkeypatch.syspath_prepend(FOLDER)
    none = SimpleNamespace(top_n_list=lambda *_: [])
    monkeypatch.setitem(sys.modules, "wordfreq", none)
    import steps

    yield steps
    for name in ("steps", "fit", "cut", "draw", "letters"):
        sys.modules.pop(name, None)


def lines(steps, count, seed):
    """Lines whose third number is high somewhere in those of the second script."""
    chance = np.random.default_rng(seed)
    found = [
        chance.normal(0, 1, (4 + n % 9, 6)).astype(np.float32) for n in range(count)
    ]
    for each in found[1::2]:
        each[len(each) // 2, 2] += 6
    return steps.Lines(found, np.arange(count) % 2, ["a", "b"] * (count // 2))


def test_a_network_learns_what_stands_anywhere_along_a_line(steps):
    known = steps.fitted(lines(steps, 1024, 1), rounds=20)
    held = lines(steps, 60, 2)

    assert (steps.told(known, held.seen) == held.scripts).mean() > 0.9


def test_a_part_of_a_line_lies_in_it(steps):
    whole = np.arange(20, dtype=np.float32)[:, None]
    chance = np.random.default_rng(4)
    parts = [steps._part(whole, chance) for _ in range(40)]

    assert {len(part) for part in parts} > {20}
    assert all(
        10 <= len(part) <= 20 and (np.diff(part[:, 0]) == 1).all() for part in parts
    )
    assert len(steps._part(whole[:3], chance)) == 3


def test_some_typefaces_are_left_out_with_all_their_lines(steps):
    some = lines(steps, 8, 3).only(np.arange(8) % 2 == 1)

    assert some.families == ["b"] * 4
    assert some.scripts.tolist() == [1] * 4


@pytest.mark.rapid
@pytest.mark.skipif(
    not (FACES / "DejaVuSans.ttf").exists(), reason="needs Debian's DejaVu"
)
def test_drawn_lines_are_shown_as_the_recognizer_sees_them(steps):
    data = steps.drawn([FACES], 6, 1, seed=2)

    assert len(data.seen) == len(data.scripts) == len(data.families) > 6
    assert all(each.shape[1] == 120 for each in data.seen)
